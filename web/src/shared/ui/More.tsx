import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  isFetching: boolean;
  onMore: () => Promise<unknown>;
  size?: "compact-xs" | "xs";
}

/** Asks for the next page of a list. */
export function More({ isFetching, onMore, size = "compact-xs" }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      size={size}
      variant="default"
      // Below a list that fills the window it would be squeezed.
      flex="none"
      loading={isFetching}
      onClick={() => void onMore()}
    >
      {t("loadMore")}
    </Button>
  );
}
