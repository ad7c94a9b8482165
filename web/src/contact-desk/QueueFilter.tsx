import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { NotLoaded } from "@/shared/ui/Notice";
import styles from "./ContactList.module.css";

interface Props {
  queue: string;
  onQueue: (queue: string) => void;
}

/** One queue of the desk, also one that is retired: contacts may still wait in it. */
export function QueueFilter({ queue, onQueue }: Props) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["queues", "names"],
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/queues", { signal })),
  });
  const known = (query.data?.items ?? []).map(({ queue: { code, name } }) => ({
    value: code,
    label: name,
  }));
  const isStrange = queue !== "" && !known.some(({ value }) => value === queue);
  return (
    <>
      <NativeSelect
        size="xs"
        className={styles.select ?? ""}
        aria-label={t("views.queue")}
        value={queue}
        data={[
          { value: "", label: `${t("views.queue")}: ${t("list.all")}` },
          ...(query.isPending ? [{ value: " ", label: t("loading"), disabled: true }] : []),
          ...known,
          ...(isStrange ? [{ value: queue, label: queue }] : []),
        ]}
        onChange={(event) => onQueue(event.currentTarget.value)}
      />
      <NotLoaded query={query} what={t("views.queuesFailed")} />
    </>
  );
}
