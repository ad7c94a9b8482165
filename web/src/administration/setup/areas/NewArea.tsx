import { useTranslation } from "react-i18next";
import { answerOf, directory, idempotencyKey } from "@/shared/api/client";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
import { AreaName } from "./AreaName";
import { AREAS } from "./area";

const NEW = { name: "", code: null as string | null };

interface Props {
  taken: readonly string[];
  onDone: (code: string | null) => void;
}

/** A new team. Its code stays: tickets, orders and accounts hold it. */
export function NewArea({ taken, onDone }: Props) {
  const { t } = useTranslation();
  const begun = useBegun("areas", NEW);
  const { name } = begun.given;
  const code = begun.given.code ?? codeOf(name, taken);
  const body = { code, name };
  return (
    <MakeForm
      title={t("setup.areas.add")}
      begun={begun}
      proposed={{ code }}
      what={body}
      make={(key) => {
        const params = { header: idempotencyKey(key) };
        return answerOf(directory.POST("/api/v1/areas", { params, body }));
      }}
      done={t("setup.created", { name })}
      stale={[AREAS]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <AreaName name={name} error={errors.name} onChange={begun.change} />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
