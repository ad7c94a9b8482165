import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../../parts/Asked";
import styles from "../../parts/parts.module.css";
import { Section } from "../../parts/Section";
import { RuleRow } from "./RuleRow";
import { RULES } from "./rule";

/** How the contacts of each channel become work (X18). */
export function Rules() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: RULES,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/channels", { signal })),
  });
  const head = (["channel", "existing", "context"] as const).map((name) =>
    t(`setup.rules.${name}`),
  );
  return (
    <Section
      title={t("administration.sections.rules")}
      list={
        <Asked query={query}>
          {({ items }) => (
            <>
              <p className={styles.more}>{t("setup.rules.detail")}</p>
              <Table label={t("administration.sections.rules")} head={head}>
                {items.map((rule) => (
                  <RuleRow key={rule.code} rule={rule} />
                ))}
              </Table>
            </>
          )}
        </Asked>
      }
      itemKey={null}
      item={null}
    />
  );
}
