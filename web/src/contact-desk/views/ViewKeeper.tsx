import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "@/shared/ui/Notice";
import { useMay } from "@/sign-in/session";
import type { Filters } from "../filters";
import type { ScreenName } from "../screens";
import { keepable, useViews, type View } from "./useViews";
import styles from "./Views.module.css";

const LONGEST_NAME = 100;

interface Props {
  isOpen: boolean;
  screen: ScreenName;
  filters: Filters;
  onClose: () => void;
}

/** Keeps what is listed now under a name, and drops what nobody needs any more. */
export function ViewKeeper({ isOpen, screen, filters, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("views.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <NewViewForm screen={screen} filters={filters} onKept={onClose} />
      <KeptViews screen={screen} filters={filters} />
    </Modal>
  );
}

interface FormProps {
  screen: ScreenName;
  filters: Filters;
  onKept: () => void;
}

function NewViewForm({ screen, filters, onKept }: FormProps) {
  const { t } = useTranslation();
  const mayShare = useMay("contacts.share-views");
  const { keep } = useViews(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || name.trim() === "") return;
    setBusy(true);
    const view = { name: name.trim(), shared: isShared, filters: keepable(screen, filters) };
    const isDone = await keep(view);
    setBusy(false);
    if (isDone) onKept();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("views.name")}
        description={t(filters.q ? "views.withoutWords" : "views.nameHint")}
        required
        withAsterisk={false}
        data-autofocus
        maxLength={LONGEST_NAME}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {mayShare && (
        <Checkbox
          label={t("views.share")}
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      <Button type="submit" loading={isBusy}>
        {t("views.keep")}
      </Button>
    </form>
  );
}

function KeptViews({ screen, filters }: { screen: ScreenName; filters: Filters }) {
  const { t } = useTranslation();
  const mayShare = useMay("contacts.share-views");
  const { views, error, refetch, replace, drop } = useViews(true);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!views) return <Loading />;
  const mine = views.filter((view) => !view.shared || mayShare);
  const renew = (view: View) => void replace(view, keepable(screen, filters));
  return (
    <ul className={styles.views}>
      {mine.map((view) => (
        <li key={view.id}>
          <span className={styles.name}>
            <bdi>{view.name}</bdi>
            {view.shared && ` · ${t("views.shared")}`}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("views.replaceThis", { name: view.name })}
            onClick={() => renew(view)}
          >
            {t("views.replace")}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t("views.dropThis", { name: view.name })}
            onClick={() => void drop(view)}
          >
            {t("views.drop")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
