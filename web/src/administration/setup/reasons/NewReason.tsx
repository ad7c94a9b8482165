import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { ItemHead } from "../../parts/ItemHead";
import { MakeButtons } from "../../parts/MakeButtons";
import styles from "../../parts/parts.module.css";
import { useBegun } from "../../parts/useBegun";
import { useCommand } from "../../parts/useCommand";
import { addReason } from "./commands";
import { ReasonFieldset } from "./ReasonFieldset";
import { lastPosition, NO_REASON, REASONS, type Reason } from "./reason";

const NEW = { ...NO_REASON, code: null as string | null };

interface Props {
  all: readonly Reason[];
  onDone: (code: string | null) => void;
}

/** One more reason, behind those it stands beside. */
export function NewReason({ all, onDone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy, errors } = useCommand();
  const begun = useBegun("reasons", NEW);
  const { code: typed, ...given } = begun.given;
  const taken = all.map((each) => each.code);
  const code = typed ?? codeOf(given.label, taken);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Though the list may have it already: asking again is for the same one.
    begun.change({ code });
    const position = lastPosition(given.parent, all);
    const made = await run(() => addReason(code, given, position, begun.keyFor([code, given])), {
      done: t("setup.created", { name: given.label }),
      stale: [REASONS],
      failed: begun.failed,
    });
    if (!made) return;
    begun.forget();
    onDone(made.code);
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
          onChange={begun.change}
        />
        <CodeField
          code={code}
          error={errors.code}
          onChange={(next) => begun.change({ code: next })}
        />
        <MakeButtons begun={begun} isBusy={isBusy} label={t("setup.reasons.add")} />
      </form>
    </>
  );
}
