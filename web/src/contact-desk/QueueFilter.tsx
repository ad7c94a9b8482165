import { useTranslation } from "react-i18next";
import { useKnownQueues } from "@/shared/useQueueNames";
import { CatalogueFilter } from "./CatalogueFilter";

interface Props {
  queue: string;
  onQueue: (queue: string) => void;
}

/** One queue of the desk, also one that is retired: contacts may still wait in it. */
export function QueueFilter({ queue, onQueue }: Props) {
  const { t } = useTranslation();
  const query = useKnownQueues();
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
