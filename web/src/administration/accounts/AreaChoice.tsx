import { useTranslation } from "react-i18next";
import { Failed } from "@/shared/ui/Notice";
import { useAreas } from "@/shared/useAreas";
import { CodeChoice } from "../parts/CodeChoice";

interface Props {
  chosen: readonly string[];
  isLocked?: boolean;
  hint?: string;
  onChoose: (areas: string[]) => void;
}

/** Which areas somebody is in. */
export function AreaChoice(props: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useAreas();
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  return <CodeChoice label={t("administration.areas")} all={data ?? []} {...props} />;
}
