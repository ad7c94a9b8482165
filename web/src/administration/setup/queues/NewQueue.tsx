import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
import { addQueue } from "./commands";
import { QueueFieldset } from "./QueueFieldset";
import { NO_QUEUE, QUEUES, type Queue } from "./queue";

const NEW = { ...NO_QUEUE, code: null as string | null };

interface Props {
  all: readonly Queue[];
  onDone: (code: string | null) => void;
}

/** One more queue; its code stays, since contacts keep it. */
export function NewQueue({ all, onDone }: Props) {
  const { t } = useTranslation();
  const begun = useBegun("queues", NEW);
  const { code: typed, ...given } = begun.given;
  const taken = all.map((each) => each.code);
  const code = typed ?? codeOf(given.name, taken);
  return (
    <MakeForm
      title={t("setup.queues.add")}
      begun={begun}
      proposed={{ code }}
      what={[code, given]}
      make={(key) => addQueue(code, given, key)}
      done={t("setup.created", { name: given.name })}
      stale={[QUEUES]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <QueueFieldset given={given} all={all} errors={errors} onChange={begun.change} />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
