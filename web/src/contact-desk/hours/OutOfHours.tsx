import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { useMinutesSince } from "@/shared/clock";
import { useStore } from "@/shared/store";
import { exactTime, nearTime, zone } from "@/shared/times";
import { Icon } from "@/shared/ui/icons";
import styles from "../ContactList.module.css";
import type { ScreenName } from "../screens";
import { CHANNEL, holdsFor } from "./hours";

interface Props {
  screen: ScreenName;
  /** The one that the list is filtered by. */
  city?: string | undefined;
}

/** Says where nobody is expected to attend now, and from when somebody is (I05). Where it is open,
 * or nobody knows, it says nothing. */
export function OutOfHours({ screen, city }: Props) {
  const { t } = useTranslation();
  const channel = CHANNEL[screen];
  const { data } = useQuery({
    queryKey: ["hours", channel, city],
    queryFn: ({ signal }) => {
      const query = { ...(city ? { city } : {}), ...(channel ? { channel } : {}) };
      return answerOf(intake.GET("/api/v1/contacts/hours", { params: { query }, signal }));
    },
    refetchInterval: ({ state }) => holdsFor(state.data, Date.now()),
  });
  return (
    <p role="status" className={styles.hours}>
      {data && !data.open && (
        <>
          <Icon name="clock" size={14} /> {t("list.outOfHours")}
          {data.holiday && ` · ${data.holiday}`}
          {data.next_opening && <Opening at={data.next_opening} />}
        </>
      )}
    </p>
  );
}

function Opening({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const moment = new Date(at);
  // What is tomorrow becomes today.
  useMinutesSince(moment.getTime());
  useStore(zone);
  const when = nearTime(moment, new Date(), i18n.language);
  return (
    <time dateTime={at} title={exactTime(moment, i18n.language)}>
      {" · "}
      {t("list.opens", { when })}
    </time>
  );
}
