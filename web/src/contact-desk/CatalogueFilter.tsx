import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
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
  const isStrange = chosen !== "" && !options.some(({ value }) => value === chosen);
  return (
    <>
      <NativeSelect
        size="xs"
        className={styles.select ?? ""}
        aria-label={name}
        value={chosen}
        data={[
          { value: "", label: `${name}: ${t("list.all")}` },
          ...(query.isPending ? [{ value: " ", label: t("loading"), disabled: true }] : []),
          ...options,
          ...(isStrange ? [{ value: chosen, label: chosen }] : []),
        ]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      <NotLoaded query={query} what={failed} />
    </>
  );
}
