import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import { FrontPage } from "@/sign-in/FrontPage";
import styles from "@/sign-in/SignIn.module.css";
import { takeToken } from "@/sign-in/token-in-address";
import { Questions } from "./Questions";
import { isGone, survey } from "./survey";
import "./words/spoken";

/** Where a letter leads customers who are asked how it was. The link is all they need. */
export function SurveyPage() {
  const { t } = useTranslation();
  const [token] = useState(takeToken);
  const [isThanked, setThanked] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["survey"],
    queryFn: () => survey(token),
    enabled: token !== "",
    // What somebody is choosing stays under their fingers.
    refetchOnWindowFocus: false,
    meta: { isForAnybody: true },
  });
  if (token === "" || isGone(error)) return <Said title={t("survey.title")} text="gone" />;
  if (isThanked && data) return <Said title={data.name} text="thanks" />;
  if (data?.state === "answered") return <Said title={data.name} text="answered" />;
  return (
    <FrontPage title={data?.name ?? t("survey.title")}>
      {data ? (
        <Questions
          token={token}
          survey={data}
          onDone={() => setThanked(true)}
          onChanged={() => void refetch()}
        />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </FrontPage>
  );
}

function Said({ title, text }: { title: string; text: "gone" | "thanks" | "answered" }) {
  const { t } = useTranslation();
  return (
    <FrontPage title={title}>
      <p role={text === "gone" ? "alert" : "status"} className={styles.hint}>
        {t(`survey.${text}`)}
      </p>
    </FrontPage>
  );
}
