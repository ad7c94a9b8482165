import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { useMay } from "@/sign-in/session";
import { Clashes } from "../../parts/Clashes";
import { InUse } from "../../parts/InUse";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { TurnButton } from "../../parts/TurnButton";
import { useEditing } from "../../parts/useEditing";
import { ifMatch, useSaving } from "../../parts/useSaving";
import { AreaName } from "./AreaName";
import { AREAS, type Area } from "./area";
import { Members } from "./Members";

/** One team: its name, whether it takes anybody new, and who is in it. */
export function AreaItem({ area, onBack }: { area: Area; onBack: () => void }) {
  const { t } = useTranslation();
  const { code, name, active, version } = area;
  const maySee = useMay("accounts.read");
  const edit = useEditing({ name }, version, `areas.${code}`);
  const change = (body: { name?: string; active?: boolean }, seen: number) => {
    const params = { path: { code }, header: ifMatch(seen) };
    return answerOf(directory.PATCH("/api/v1/areas/{code}", { params, body }));
  };
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", given),
    save: (given, seen) => change(given, seen),
    stale: [AREAS],
  });
  return (
    <>
      <ItemHead title={name} onBack={onBack}>
        <InUse isActive={active} />
      </ItemHead>
      <form className={styles.form} onSubmit={submit}>
        <Clashes
          edit={edit}
          labelOf={() => t("administration.name")}
          say={(_, given) => given.name}
        />
        <AreaName name={edit.given.name} error={errors.name} onChange={edit.change} />
        <SaveButtons edit={edit} isBusy={isBusy}>
          <TurnButton
            name={name}
            isActive={active}
            version={version}
            set={(next, seen) => change({ active: next }, seen)}
            stale={AREAS}
          />
        </SaveButtons>
        <p className={styles.soft}>{t("setup.areas.retireDetail")}</p>
      </form>
      {maySee && <Members code={code} />}
    </>
  );
}
