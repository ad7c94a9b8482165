import { useTranslation } from "react-i18next";
import { named, useCategories } from "@/shared/useCategories";
import { Clashes } from "../../parts/Clashes";
import type { Edit } from "../../parts/useEditing";
import { useNamesOfAreas } from "../../parts/useNamesOfAreas";
import type { Reason, ReasonFields } from "./reason";
import { useSayings } from "./useSayings";

/** A reason that two have changed, in words. */
export function ReasonClashes(props: { edit: Edit<ReasonFields>; all: readonly Reason[] }) {
  const { t } = useTranslation();
  const { natureOf, kindOf, channelsOf } = useSayings();
  const areasOf = useNamesOfAreas();
  const categories = useCategories();
  const labels = {
    label: t("setup.reasons.label"),
    parent: t("setup.reasons.parent"),
    nature: t("setup.reasons.nature"),
    kind: t("setup.reasons.kind"),
    channels: t("setup.channels"),
    areas: t("administration.areas"),
    category: t("setup.reasons.category"),
  };
  const say = (name: keyof ReasonFields, fields: ReasonFields) => {
    const above = props.all.find((each) => each.code === fields.parent);
    const said = {
      label: fields.label,
      parent: above?.label ?? t("setup.reasons.top"),
      nature: natureOf(fields.nature),
      kind: kindOf(fields.kind),
      channels: channelsOf(fields.channels),
      areas: areasOf(fields.areas),
      category: fields.category
        ? named(categories.data?.items ?? [], fields.category)
        : t("setup.reasons.noCategory"),
    };
    return said[name];
  };
  return <Clashes edit={props.edit} labelOf={(name) => labels[name]} say={say} />;
}
