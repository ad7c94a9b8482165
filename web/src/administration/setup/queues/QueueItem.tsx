import { useTranslation } from "react-i18next";
import { Clashes } from "../../parts/Clashes";
import { InUse } from "../../parts/InUse";
import { ItemHead } from "../../parts/ItemHead";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { TurnButton } from "../../parts/TurnButton";
import { useEditing } from "../../parts/useEditing";
import { useSaving } from "../../parts/useSaving";
import { saveQueue } from "./commands";
import { QueueFieldset } from "./QueueFieldset";
import { fieldsOf, QUEUES, type Queue } from "./queue";
import { useQueueSayings } from "./useQueueSayings";

interface Props {
  queue: Queue;
  all: readonly Queue[];
  onBack: () => void;
}

/** One queue: other rules, or out of use. None goes: old contacts have it. */
export function QueueItem({ queue, all, onBack }: Props) {
  const { t } = useTranslation();
  const { code, name, active } = queue;
  const { labelOf, say } = useQueueSayings();
  const edit = useEditing(fieldsOf(queue), queue.version, `queues.${code}`);
  const { submit, isBusy, errors } = useSaving(edit, {
    done: (given) => t("administration.saved", { name: given.name }),
    save: (given, version) => saveQueue(code, given, active, version),
    stale: [QUEUES],
  });
  return (
    <>
      <ItemHead title={name} onBack={onBack}>
        <InUse isActive={active} />
      </ItemHead>
      <form className={styles.form} onSubmit={submit}>
        <Clashes edit={edit} labelOf={labelOf} say={say} />
        <QueueFieldset given={edit.given} all={all} errors={errors} onChange={edit.change} />
        <SaveButtons edit={edit} isBusy={isBusy}>
          <TurnButton
            name={name}
            isActive={active}
            version={queue.version}
            set={(next, version) => saveQueue(code, fieldsOf(queue), next, version)}
            stale={QUEUES}
          />
        </SaveButtons>
      </form>
    </>
  );
}
