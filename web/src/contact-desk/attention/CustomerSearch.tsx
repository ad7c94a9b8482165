import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Failed } from "@/shared/ui/Notice";
import styles from "./Attention.module.css";

const SHORTEST = 3;
const MOST = 8;
const TYPED = 250;

/** Finds a customer by any spelling of what is known, and says that it is them. */
export function CustomerSearch({ onLink }: { onLink: (customerId: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text.trim(), TYPED);
  const isLongEnough = query.length >= SHORTEST;
  const { data, error, refetch } = useQuery({
    queryKey: ["customers", query],
    queryFn: ({ signal }) => {
      const params = { query: { query, limit: MOST } };
      return answerOf(directory.GET("/api/v1/customers", { params, signal }));
    },
    enabled: isLongEnough,
  });
  return (
    <search>
      <TextInput
        type="search"
        size="xs"
        label={t("attention.search")}
        placeholder={t("attention.searchHint")}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isLongEnough && error && <Failed error={error} onRetry={() => void refetch()} />}
      <div role="status">
        {isLongEnough && data?.items.length === 0 && (
          <p className={styles.soft}>{t("attention.searchNone")}</p>
        )}
      </div>
      {isLongEnough && data && data.items.length > 0 && (
        <ul className={styles.choices}>
          {data.items.map((each) => (
            <li key={each.customer_id}>
              <span className={styles.choice}>
                <bdi>{each.name}</bdi>
                <span className={styles.soft}>
                  {each.number} · {each.national_id_kind} {each.national_id}
                  {each.cities.length > 0 && ` · ${each.cities.join(", ")}`}
                </span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("attention.linkThis", { name: each.name })}
                onClick={() => onLink(each.customer_id)}
              >
                {t("actions.link")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
