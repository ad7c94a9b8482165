import { useTranslation } from "react-i18next";
import { Mark } from "./Mark";

/** Whether something is in use still. */
export function InUse({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation();
  return <Mark is={isActive ? "yes" : "no"}>{t(isActive ? "setup.inUse" : "setup.retired")}</Mark>;
}
