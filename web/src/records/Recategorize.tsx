import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { NotLoaded } from "@/shared/ui/Notice";
import { useCategories } from "@/shared/useCategories";
import { CommandForm } from "./deeds/CommandForm";
import { recategorize, type Ticket } from "./deeds/ticket-commands";
import styles from "./Record.module.css";

/** What a ticket is about, said anew by whoever may (E79); by all others it is read. */
export function Recategorize({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useCategories();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { id, area, category } = ticket;
  const name = ticket.category_name ?? category ?? t("records.noCategory");
  const others = (query.data?.items ?? []).filter(
    ({ code, active, areas }) =>
      code !== category && active && (areas.length === 0 || areas.includes(area)),
  );
  const done = () => {
    opener.current?.focus();
    setOpen(false);
    tell(t("records.work.done.recategorize"));
  };
  return (
    <>
      <bdi>{name}</bdi>
      <div className={styles.actions}>
        <Button
          ref={opener}
          size="compact-xs"
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t("records.work.actions.recategorize")}
        </Button>
      </div>
      {isOpen && (
        <CommandForm
          deed="recategorize"
          of={`ticket.${id}`}
          choices={[
            { value: "", label: name },
            ...others.map((each) => ({ value: each.code, label: each.name })),
          ]}
          onSend={(values, key) => recategorize(id, values, key)}
          onDone={done}
          onSettled={() => void queries.invalidateQueries({ queryKey: ["ticket", id] })}
        />
      )}
      <NotLoaded query={query} what={t("records.categoriesFailed")} />
    </>
  );
}
