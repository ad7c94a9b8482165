import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { useAccount } from "@/sign-in/session";
import { AreaChoice } from "../accounts/AreaChoice";
import { Asked } from "../parts/Asked";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useCommand } from "../parts/useCommand";
import { API_KEYS, DAYS, inDays } from "./api-key";

/** A key for another system: what it may do, in which areas, until when. Shown once. */
export function MakeApiKey({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [name, setName] = useState("");
  const [days, setDays] = useState<string>("90");
  const [permissions, setPermissions] = useState<string[]>([]);
  const [areas, setAreas] = useState<string[]>([]);
  const [text, setText] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name, permissions, areas, expires_at: inDays(days, Date.now()) };
    const made = await run(() => answerOf(directory.POST("/api/v1/api-keys", { body })), {
      stale: [API_KEYS],
    });
    if (made) setText(made.text);
  };
  if (text) return <ShownOnce title={name} texts={[text]} onKept={onDone} />;
  return (
    <>
      <ItemHead title={t("administration.keys.make")} onBack={onDone} />
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t("administration.name")}
          description={t("administration.keys.nameHint")}
          required
          withAsterisk={false}
          maxLength={300}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("administration.keys.until")}
          value={days}
          data={DAYS.map((value) => ({
            value,
            label: t("administration.keys.days", { days: value }),
          }))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Scopes chosen={permissions} onChoose={setPermissions} />
        <AreaChoice chosen={areas} onChoose={setAreas} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy} disabled={permissions.length === 0}>
            {t("administration.keys.make")}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Nobody can give a key what they do not have. */
function Scopes(props: { chosen: readonly string[]; onChoose: (names: string[]) => void }) {
  const { t, i18n } = useTranslation();
  const { permissions } = useAccount();
  const { chosen, onChoose } = props;
  const catalogue = useQuery({
    queryKey: ["administration", "catalogue"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/permissions", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Asked query={catalogue}>
      {(entries) => (
        <fieldset className={styles.group}>
          <legend>{t("administration.permissions.title")}</legend>
          {entries
            .filter((each) => permissions.includes(each.name))
            .map((each) => (
              <Checkbox
                key={each.name}
                size="xs"
                label={i18n.language === "es" ? each.label : each.allows}
                checked={chosen.includes(each.name)}
                onChange={(event) =>
                  onChoose(
                    event.currentTarget.checked
                      ? [...chosen, each.name]
                      : chosen.filter((name) => name !== each.name),
                  )
                }
              />
            ))}
        </fieldset>
      )}
    </Asked>
  );
}
