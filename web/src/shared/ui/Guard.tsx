import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "./Notice";

/** A part that fails, fails alone. */
export class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation();
  return (
    <Empty title={t("crash.title")} detail={t("crash.detail")}>
      <button type="button" onClick={() => window.location.reload()}>
        {t("retry")}
      </button>
    </Empty>
  );
}
