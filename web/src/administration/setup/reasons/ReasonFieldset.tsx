import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AreaChoice } from "../../accounts/AreaChoice";
import { ChannelChoice } from "../../parts/ChannelChoice";
import { CategoryChoice } from "./CategoryChoice";
import { inheritedBy, parentsFor, type Reason, type ReasonFields } from "./reason";
import { useSayings } from "./useSayings";

const INDENT = "\u2003";

interface Props {
  /** The code of the reason that is changed; null of a new one. */
  code: string | null;
  given: ReasonFields;
  all: readonly Reason[];
  errors: Readonly<Record<string, string>>;
  onChange: (part: Partial<ReasonFields>) => void;
}

/** What is said of a reason, and where it stands in the tree. */
export function ReasonFieldset({ code, given, all, errors, onChange }: Props) {
  const { t } = useTranslation();
  const { natureOf, kindOf } = useSayings();
  const unsaid = { value: "", label: t("setup.reasons.unsaid") };
  return (
    <>
      <TextInput
        label={t("setup.reasons.label")}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        value={given.label}
        error={errors.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("setup.reasons.parent")}
        value={given.parent}
        data={[
          { value: "", label: t("setup.reasons.top") },
          ...parentsFor(code, all).map((each) => ({
            value: each.code,
            label: `${INDENT.repeat(each.depth)}${each.label}`,
          })),
        ]}
        onChange={(event) => onChange({ parent: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("setup.reasons.nature")}
        value={given.nature}
        data={[
          unsaid,
          ...(["complaint", "inquiry"] as const).map((value) => ({
            value,
            label: natureOf(value),
          })),
        ]}
        onChange={(event) =>
          onChange({ nature: event.currentTarget.value as ReasonFields["nature"] })
        }
      />
      <NativeSelect
        label={t("setup.reasons.kind")}
        value={given.kind}
        data={[
          unsaid,
          ...(["administrative", "technical"] as const).map((value) => ({
            value,
            label: kindOf(value),
          })),
        ]}
        onChange={(event) => onChange({ kind: event.currentTarget.value as ReasonFields["kind"] })}
      />
      <CategoryChoice
        chosen={given.category}
        inherited={inheritedBy(given.parent, all)}
        error={errors.category}
        onChoose={(category) => onChange({ category })}
      />
      <ChannelChoice chosen={given.channels} onChoose={(channels) => onChange({ channels })} />
      <AreaChoice
        chosen={given.areas}
        hint={t("setup.allOf")}
        onChoose={(areas) => onChange({ areas })}
      />
    </>
  );
}
