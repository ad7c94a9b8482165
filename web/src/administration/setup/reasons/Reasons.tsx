import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { KINDS } from "../../channels/channel";
import { Asked } from "../../parts/Asked";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { NewReason } from "./NewReason";
import { ReasonItem } from "./ReasonItem";
import { ReasonTable } from "./ReasonTable";
import { isOf, REASONS } from "./reason";

const NEW = "new";

/** What contacts can be about: a tree from the general to the specific, for each channel (X19). */
export function Reasons() {
  const { t } = useTranslation();
  const { item, open } = useItem("reasons");
  const [channel, setChannel] = useState("");
  const [isRetiredToo, setRetiredToo] = useState(false);
  const query = useQuery({
    queryKey: [...REASONS, "all"],
    queryFn: ({ signal }) => {
      const params = { query: { inactive: true } };
      return answerOf(intake.GET("/api/v1/contacts/reasons", { params, signal }));
    },
  });
  const all = query.data?.items ?? [];
  const shown = all.filter((each) => isOf(each, channel) && (isRetiredToo || each.active));
  const reason = all.find((each) => each.code === item);
  const tools = (
    <>
      <NativeSelect
        size="xs"
        aria-label={t("setup.reasons.channel")}
        value={channel}
        data={[
          { value: "", label: `${t("setup.reasons.channel")}: ${t("setup.all")}` },
          ...KINDS.map((value) => ({ value, label: t(`channels.${value}`) })),
        ]}
        onChange={(event) => setChannel(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={t("setup.reasons.retiredToo")}
        checked={isRetiredToo}
        onChange={(event) => setRetiredToo(event.currentTarget.checked)}
      />
      <Button size="xs" onClick={() => open(NEW)}>
        {t("setup.reasons.add")}
      </Button>
    </>
  );
  return (
    <Section
      title={t("administration.sections.reasons")}
      tools={tools}
      list={
        <Asked query={query}>{() => <ReasonTable {...{ shown, all, openCode: item }} />}</Asked>
      }
      itemKey={item}
      item={
        item === NEW ? (
          <NewReason all={all} onDone={open} />
        ) : reason ? (
          <ReasonItem reason={reason} all={all} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}
