import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Asked } from "../../parts/Asked";
import { NotHere } from "../../parts/NotHere";
import { Section, useItem } from "../../parts/Section";
import { OperatorItem } from "./OperatorItem";
import { OperatorTable } from "./OperatorTable";
import { OPERATORS } from "./operator";

const LOOK_EVERY = 15_000;

/** Who attends: whether they do now, what they can do, and how much at once (I05). */
export function Operators() {
  const { t } = useTranslation();
  const { item, open } = useItem("operators");
  const query = useQuery({
    queryKey: OPERATORS,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/operators", { signal })),
    refetchInterval: LOOK_EVERY,
  });
  const colleague = query.data?.items.find((each) => each.account_id === item);
  return (
    <Section
      title={t("administration.sections.operators")}
      list={
        <Asked query={query}>{({ items }) => <OperatorTable all={items} openId={item} />}</Asked>
      }
      itemKey={item}
      item={
        colleague ? (
          <OperatorItem colleague={colleague} onBack={() => open(null)} />
        ) : (
          <NotHere query={query} />
        )
      }
    />
  );
}
