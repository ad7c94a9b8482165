import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { DeedButton } from "./DeedButton";
import { useCommand } from "./useCommand";

interface Props {
  name: string;
  drop: () => Promise<unknown>;
  /** Makes it again, as it was. */
  bringBack: () => Promise<unknown>;
  stale: readonly unknown[];
  onGone: () => void;
}

/** Deletes what can be made again as it was: so it asks nothing, and can be undone. */
export function DeleteButton({ name, drop, bringBack, stale, onGone }: Props) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const undo = () => void run(bringBack, { done: t("setup.created", { name }), stale: [stale] });
  const remove = async () => {
    const done = await run(() => drop().then(() => true), { stale: [stale] });
    if (!done) return;
    onGone();
    tell(t("setup.removed", { name }), undo);
  };
  return (
    <DeedButton variant="default" isBusy={isBusy} onClick={() => void remove()}>
      {t("setup.delete")}
    </DeedButton>
  );
}
