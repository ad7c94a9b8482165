import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { matching } from "@/contact-desk/attention/options";
import { More } from "@/shared/ui/More";
import { Empty, Failed, Loading } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { Mark } from "../../parts/Mark";
import { NameCell } from "../../parts/NameCell";
import { NotHere } from "../../parts/NotHere";
import styles from "../../parts/parts.module.css";
import { Section, useItem } from "../../parts/Section";
import { NewReply } from "./NewReply";
import { ReplyItem } from "./ReplyItem";
import type { Reply } from "./reply";
import { useReplies } from "./useReplies";

const NEW = "new";

/** Texts that are ready, of all and one's own. */
export function Replies() {
  const { t } = useTranslation();
  const { item, open } = useItem("replies");
  const [typed, setTyped] = useState("");
  const {
    replies,
    data,
    error,
    refetch,
    isFetching,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useReplies();
  const options = replies.map((each) => ({
    value: each.id,
    label: each.title,
    detail: each.text,
    reply: each,
  }));
  const shown = matching(options, typed).map((each) => each.reply);
  const reply = replies.find((each) => each.id === item);
  const tools = (
    <>
      <TextInput
        type="search"
        size="xs"
        aria-label={t("setup.replies.search")}
        placeholder={t("setup.replies.search")}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button size="xs" onClick={() => open(NEW)}>
        {t("setup.replies.add")}
      </Button>
    </>
  );
  const list = data ? (
    <>
      <ReplyTable replies={shown} isSearching={replies.length > 0} openId={item} />
      {hasNextPage && (
        <div className={styles.more}>
          <More isFetching={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  ) : error ? (
    <Failed error={error} onRetry={() => void refetch()} />
  ) : (
    <Loading />
  );
  return (
    <Section
      title={t("administration.sections.replies")}
      tools={tools}
      list={list}
      itemKey={item}
      item={
        item === NEW ? (
          <NewReply onDone={open} />
        ) : reply ? (
          <ReplyItem reply={reply} onBack={() => open(null)} />
        ) : (
          <NotHere query={{ data, isFetching }} />
        )
      }
    />
  );
}

interface Shown {
  replies: readonly Reply[];
  /** Whether there are some, though none may be what was searched for. */
  isSearching: boolean;
  openId: string | null;
}

function ReplyTable({ replies, isSearching, openId }: Shown) {
  const { t } = useTranslation();
  if (replies.length === 0) {
    return isSearching ? (
      <Empty title={t("setup.replies.nothingFound")} />
    ) : (
      <Empty title={t("setup.replies.none")} detail={t("setup.replies.noneDetail")} />
    );
  }
  const head = [t("setup.replies.title"), t("setup.replies.whose"), t("setup.replies.changed")];
  return (
    <Table label={t("administration.sections.replies")} head={head}>
      {replies.map(({ id, title, text, shared, changed_at }) => (
        <tr key={id} data-chosen={openId === id || undefined}>
          <NameCell section="replies" item={id} name={title} small={text} />
          <td>
            <Mark is={shared ? "yes" : "no"}>
              {t(shared ? "setup.replies.shared" : "setup.replies.own")}
            </Mark>
          </td>
          <td>
            <When at={changed_at} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
