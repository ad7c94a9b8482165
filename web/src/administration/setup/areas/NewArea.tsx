import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { CodeField } from "../../parts/CodeField";
import { codeOf } from "../../parts/code";
import { MakeForm } from "../../parts/MakeForm";
import { useBegun } from "../../parts/useBegun";
import { AREAS, LONGEST_NAME } from "./area";

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
        const params = { header: { "Idempotency-Key": key } };
        return answerOf(directory.POST("/api/v1/areas", { params, body }));
      }}
      done={t("setup.created", { name })}
      stale={[AREAS]}
      onMade={(made) => onDone(made.code)}
      onBack={() => onDone(null)}
    >
      {(errors) => (
        <>
          <TextInput
            label={t("administration.name")}
            required
            withAsterisk={false}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            value={name}
            error={errors.name}
            onChange={(event) => begun.change({ name: event.currentTarget.value })}
          />
          <CodeField code={code} error={errors.code} onChange={begun.change} />
        </>
      )}
    </MakeForm>
  );
}
