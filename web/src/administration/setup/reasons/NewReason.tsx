import { useTranslation } from "react-i18next";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
import { addReason } from "./commands";
import { ReasonFieldset } from "./ReasonFieldset";
import { lastPosition, NO_REASON, REASONS, type Reason } from "./reason";

const NEW = { ...NO_REASON, code: null as string | null, position: null as number | null };

interface Props {
  all: readonly Reason[];
  onDone: (code: string | null) => void;
}

/** One more reason, behind those it stands beside. */
export function NewReason({ all, onDone }: Props) {
  const { t } = useTranslation();
  const begun = useBegun("reasons", NEW);
  const { code: typed, position: placed, ...given } = begun.given;
  const taken = all.map((each) => each.code);
  const code = typed ?? codeOf(given.label, taken);
  const position = placed ?? lastPosition(given.parent, all);
  return (
    <MakeForm
      title={t("setup.reasons.add")}
      begun={begun}
      proposed={{ code, position }}
      what={[code, position, given]}
      make={(key) => addReason(code, given, position, key)}
      done={t("setup.created", { name: given.label })}
      stale={[REASONS]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <ReasonFieldset
            code={null}
            given={given}
            all={all}
            errors={errors}
            onChange={(part) => begun.change("parent" in part ? { ...part, position: null } : part)}
          />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
