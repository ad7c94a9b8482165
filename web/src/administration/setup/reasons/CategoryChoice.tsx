import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NotLoaded } from "@/shared/ui/Notice";
import { named, useCategories } from "@/shared/useCategories";

interface Props {
  chosen: string;
  /** What the reason has from the one it is part of, where it says none itself. */
  inherited: string | null;
  error: string | undefined;
  onChoose: (category: string) => void;
}

/** What tickets about a reason are about (E79). What is chosen stays so, though it be retired. */
export function CategoryChoice({ chosen, inherited, error, onChoose }: Props) {
  const { t } = useTranslation();
  const query = useCategories();
  const known = query.data?.items ?? [];
  const shown = known.filter(({ active, code }) => active || code === chosen);
  const isStrange = chosen !== "" && !shown.some(({ code }) => code === chosen);
  const none = inherited
    ? t("setup.reasons.inherited", { name: named(known, inherited) })
    : t("setup.reasons.noCategory");
  return (
    <>
      <NativeSelect
        label={t("setup.reasons.category")}
        description={t("setup.reasons.categoryHint")}
        value={chosen}
        error={error}
        data={[
          { value: "", label: none },
          ...shown.map(({ code, name }) => ({ value: code, label: name })),
          ...(isStrange ? [{ value: chosen, label: chosen }] : []),
        ]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      <NotLoaded query={query} what={t("setup.reasons.categoriesFailed")} />
    </>
  );
}
