import { useTranslation } from "react-i18next";
import { KINDS } from "../../channels/channel";

/** What is known of a reason, in words. */
export function useSayings() {
  const { t } = useTranslation();
  const natureOf = (nature: string | null) =>
    nature ? t(`setup.reasons.natures.${nature as "complaint"}`, { defaultValue: nature }) : "";
  const kindOf = (kind: string | null) =>
    kind ? t(`setup.reasons.kinds.${kind as "technical"}`, { defaultValue: kind }) : "";
  const sortOf = (reason: { nature: string | null; kind: string | null }) =>
    [natureOf(reason.nature), kindOf(reason.kind)].filter(Boolean).join(" · ") ||
    t("setup.reasons.unsaid");
  const channelsOf = (channels: readonly string[]) =>
    KINDS.filter((each) => channels.includes(each))
      .map((each) => t(`channels.${each}`))
      .join(", ") || t("setup.all");
  return { natureOf, kindOf, sortOf, channelsOf };
}
