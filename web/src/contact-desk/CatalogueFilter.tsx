import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Choice } from "@/shared/ui/Choice";
import { NotLoaded } from "@/shared/ui/Notice";
import styles from "./ContactList.module.css";

interface Props {
  name: string;
  failed: string;
  query: UseQueryResult<unknown>;
  options: readonly { value: string; label: string }[];
  chosen: string;
  onChoose: (value: string) => void;
}

/** One thing of a catalogue, or all. What the list is filtered by stays chosen, whatever can be chosen. */
export function CatalogueFilter({ name, failed, query, options, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const loading = { value: " ", label: t("loading"), disabled: true };
  return (
    <>
      <Choice
        name={name}
        className={styles.select ?? ""}
        value={chosen}
        options={query.isPending ? [loading, ...options] : options}
        onChoose={(value) => onChoose(value ?? "")}
      />
      <NotLoaded query={query} what={failed} />
    </>
  );
}
