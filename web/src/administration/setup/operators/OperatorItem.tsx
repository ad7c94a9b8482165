import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { NotLoaded } from "@/shared/ui/Notice";
import { useQueueNames } from "@/shared/useQueueNames";
import { Clashes } from "../../parts/Clashes";
import { CodeChoice } from "../../parts/CodeChoice";
import { ItemHead } from "../../parts/ItemHead";
import { NumberField } from "../../parts/NumberField";
import styles from "../../parts/parts.module.css";
import { SaveButtons } from "../../parts/SaveButtons";
import { useEditing } from "../../parts/useEditing";
import { ifMatch, useSaving } from "../../parts/useSaving";
import { WordList } from "../../parts/WordList";
import { useQueues } from "../queues/useQueues";
import { CAPACITY, type Colleague, fieldsOf, OPERATORS, type ProfileFields } from "./operator";

interface Props {
  colleague: Colleague;
  onBack: () => void;
}

/** What one operator can do, and how many contacts at once. */
export function OperatorItem({ colleague, onBack }: Props) {
  const { t } = useTranslation();
  const { account_id, name } = colleague;
  const known = useQueues();
  const namesOf = useQueueNames();
  const queues = (known.data?.items ?? []).map((each) => each.queue);
  const edit = useEditing(fieldsOf(colleague), colleague.version, `operators.${account_id}`);
  const { given, change } = edit;
  const { submit, isBusy, errors } = useSaving(edit, {
    done: () => t("administration.saved", { name }),
    save: (fields, version) => {
      const params = { path: { code: account_id }, header: ifMatch(version) };
      const body = { ...fields, capacity: Number(fields.capacity) };
      return answerOf(intake.PUT("/api/v1/contacts/operators/{code}", { params, body }));
    },
    stale: [OPERATORS],
  });
  const say = (field: keyof ProfileFields, fields: ProfileFields) => {
    if (field === "queues") return namesOf(fields.queues);
    return field === "skills" ? fields.skills.join(", ") : fields.capacity;
  };
  return (
    <>
      <ItemHead title={name} onBack={onBack} />
      <form className={styles.form} onSubmit={submit}>
        <Clashes edit={edit} labelOf={(field) => t(`setup.operators.${field}`)} say={say} />
        <NumberField
          label={t("setup.operators.capacity")}
          description={t("setup.operators.capacityHint")}
          bounds={CAPACITY}
          value={given.capacity}
          error={errors.capacity}
          onChange={(capacity) => change({ capacity })}
        />
        <WordList
          label={t("setup.operators.skills")}
          hint={t("setup.wordsHint")}
          words={given.skills}
          suggestions={[...new Set(queues.flatMap((each) => each.skills))]}
          onChange={(skills) => change({ skills })}
        />
        <CodeChoice
          label={t("setup.operators.queues")}
          hint={t("setup.operators.queuesHint")}
          all={queues}
          chosen={given.queues}
          onChoose={(chosen) => change({ queues: chosen })}
        />
        <NotLoaded query={known} what={t("setup.operators.queuesFailed")} />
        <SaveButtons edit={edit} isBusy={isBusy} />
      </form>
    </>
  );
}
