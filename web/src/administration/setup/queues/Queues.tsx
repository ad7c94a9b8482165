import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Asked } from "../../parts/Asked";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { NewQueue } from "./NewQueue";
import { QueueItem } from "./QueueItem";
import { QueueTable } from "./QueueTable";
import { useQueues } from "./useQueues";

const NEW = "new";

/** Where contacts wait, for whom, and how they are given out. */
export function Queues() {
  const { t } = useTranslation();
  const { item, open } = useItem("queues");
  const query = useQueues();
  const all = (query.data?.items ?? []).map((each) => each.queue);
  const queue = all.find((each) => each.code === item);
  return (
    <Section
      title={t("administration.sections.queues")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("setup.queues.add")}
        </Button>
      }
      list={
        <Asked query={query}>{({ items }) => <QueueTable rows={items} openCode={item} />}</Asked>
      }
      itemKey={item}
      item={
        item === NEW ? (
          <NewQueue all={all} onDone={open} />
        ) : queue ? (
          <QueueItem queue={queue} all={all} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}
