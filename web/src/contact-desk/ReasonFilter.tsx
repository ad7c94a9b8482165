import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { NotLoaded } from "@/shared/ui/Notice";
import styles from "./ContactList.module.css";

interface Props {
  reason: string;
  onReason: (reason: string) => void;
}

/** One reason of the tree. What the list is filtered by stays chosen, whatever can be chosen. */
export function ReasonFilter({ reason, onReason }: Props) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["reasons", "all"],
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/reasons", { signal })),
  });
  const known = (query.data?.items ?? []).map(({ code, label, depth = 0 }) => ({
    value: code,
    label: `${"\u00a0\u00a0".repeat(depth)}${label}`,
  }));
  const isStrange = reason !== "" && !known.some(({ value }) => value === reason);
  return (
    <>
      <NativeSelect
        size="xs"
        className={styles.select ?? ""}
        aria-label={t("columns.reason")}
        value={reason}
        data={[
          { value: "", label: `${t("columns.reason")}: ${t("list.all")}` },
          ...(query.isPending ? [{ value: " ", label: t("loading"), disabled: true }] : []),
          ...known,
          ...(isStrange ? [{ value: reason, label: reason }] : []),
        ]}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
      <NotLoaded query={query} what={t("views.reasonsFailed")} />
    </>
  );
}
