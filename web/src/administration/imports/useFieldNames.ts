import { useTranslation } from "react-i18next";

/** What a column may fill, by its name for people; one of another version by its code. */
export function useFieldNames(): (field: string) => string {
  const { t } = useTranslation();
  return (field) =>
    t(`administration.imports.fields.${field.replace(".", "_") as "number"}`, {
      defaultValue: field,
    });
}
