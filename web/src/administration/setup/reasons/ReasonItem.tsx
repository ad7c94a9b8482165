import { useTranslation } from "react-i18next";
import { InUse } from "../../parts/InUse";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { TurnButton } from "../../parts/TurnButton";
import { useEditing } from "../../parts/useEditing";
import { useSaving } from "../../parts/useSaving";
import { saveReason } from "./commands";
import { ReasonClashes } from "./ReasonClashes";
import { ReasonFieldset } from "./ReasonFieldset";
import { below, fieldsOf, lastPosition, REASONS, type Reason } from "./reason";

interface Props {
  reason: Reason;
  all: readonly Reason[];
  onBack: () => void;
}

/** One reason: named anew, moved, or not chosen any more. None goes: old contacts have it. */
export function ReasonItem({ reason, all, onBack }: Props) {
  const { t } = useTranslation();
  const { code, label, active, position } = reason;
  const edit = useEditing(fieldsOf(reason), reason.version, `reasons.${code}`);
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", { name: given.label }),
    save: (given, version) => {
      const isMoved = given.parent !== (reason.parent ?? "");
      const place = isMoved ? lastPosition(given.parent, all) : position;
      return saveReason(code, given, { position: place, active }, version);
    },
    stale: [REASONS],
  });
  const lower = below(code, all).filter((each) => each.active).length;
  return (
    <>
      <ItemHead title={label} onBack={onBack}>
        <InUse isActive={active} />
      </ItemHead>
      <form className={styles.form} onSubmit={submit}>
        <ReasonClashes edit={edit} all={all} />
        <ReasonFieldset
          code={code}
          given={edit.given}
          all={all}
          errors={errors}
          onChange={edit.change}
        />
        <SaveButtons edit={edit} isBusy={isBusy}>
          <TurnButton
            name={label}
            isActive={active}
            version={reason.version}
            set={(next, version) =>
              saveReason(code, fieldsOf(reason), { position, active: next }, version)
            }
            stale={REASONS}
          />
        </SaveButtons>
        <p className={styles.soft}>
          {t("setup.reasons.stays")}{" "}
          {active && lower > 0 && t("setup.reasons.below", { count: lower })}
        </p>
      </form>
    </>
  );
}
