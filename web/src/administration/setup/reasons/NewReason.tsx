import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { useCode } from "../../parts/useCode";
import { useCommand } from "../../parts/useCommand";
import { addReason } from "./commands";
import { ReasonFieldset } from "./ReasonFieldset";
import { lastPosition, NO_REASON, REASONS, type Reason } from "./reason";

interface Props {
  all: readonly Reason[];
  onDone: (code: string | null) => void;
}

/** One more reason, behind those it stands beside. */
export function NewReason({ all, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const [given, setGiven] = useState(NO_REASON);
  const taken = all.map((each) => each.code);
  const { code, setCode } = useCode(given.label, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const position = lastPosition(given.parent, all);
    const made = await run(() => addReason(code, given, position), {
      done: t("setup.created", { name: given.label }),
      stale: [REASONS],
    });
    if (made) onDone(made.code);
  };
  return (
    <>
      <ItemHead title={t("setup.reasons.add")} onBack={() => onDone(null)} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ReasonFieldset
          code={null}
          given={given}
          all={all}
          errors={errors}
          onChange={(part) => setGiven({ ...given, ...part })}
        />
        <CodeField code={code} error={errors.code} onChange={setCode} />
        <div className={styles.buttons}>
          <Button type="submit" size="xs" loading={isBusy}>
            {t("setup.reasons.add")}
          </Button>
        </div>
      </form>
    </>
  );
}
