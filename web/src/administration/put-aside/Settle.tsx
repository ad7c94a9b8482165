import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import { Confirm } from "../parts/Confirm";
import { DeedButton } from "../parts/DeedButton";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";

interface Props {
  /** How many records it is about. */
  records: number;
  replay: () => Promise<unknown>;
  discard: (reason: string) => Promise<unknown>;
  onSettled: () => void;
}

const STALE = [["administration", "put-aside"]];

/** Try again, or give up for good and say why. */
export function Settle({ records, replay, discard, onSettled }: Props) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  if (!useMay("kernel.repair")) return null;
  const settle = async (ask: () => Promise<unknown>, done: string) => {
    if ((await run(ask, { done, stale: STALE })) !== null) onSettled();
  };
  return (
    <div className={styles.buttons}>
      <DeedButton
        isBusy={isBusy}
        onClick={() => void settle(replay, t("administration.aside.replayed", { count: records }))}
      >
        {t("administration.aside.replay")}
      </DeedButton>
      <Confirm
        action={t("administration.aside.discard")}
        consequence={t("administration.aside.discardDetail", { count: records })}
        asksWhy={t("administration.aside.why")}
        isBusy={isBusy}
        onConfirm={(why) =>
          void settle(() => discard(why), t("administration.aside.discarded", { count: records }))
        }
      />
    </div>
  );
}
