import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { CatalogueFilter } from "./CatalogueFilter";

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
  const options = (query.data?.items ?? []).map(({ queue: { code, name } }) => ({
    value: code,
    label: name,
  }));
  return (
    <CatalogueFilter
      name={t("views.queue")}
      failed={t("views.queuesFailed")}
      query={query}
      options={options}
      chosen={queue}
      onChoose={onQueue}
    />
  );
}
