import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { NotLoaded } from "@/shared/ui/Notice";
import styles from "../Record.module.css";
import { type Choice, CommandForm } from "./CommandForm";
import { type Action, actionsOf, type Order, send } from "./order-commands";
import { orderTypes } from "./order-types";

/** What whoever looks may do to the order now, one form at a time (A37, A39, A43, A45, A53). */
export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Action | null>(null);
  // What is being written stays in sight, also where somebody else has ended the order meanwhile.
  const actions = actionsOf(order, chosen);
  const types = useQuery({ ...orderTypes, enabled: actions.includes("dispatch") });
  if (actions.length === 0) return null;
  const done = (action: Action) => {
    setChosen(null);
    tell(t(`records.work.done.${action}`));
  };
  const look = () => void queries.invalidateQueries({ queryKey: ["order", order.id] });
  return (
    <section className={styles.part} aria-label={t("records.work.title")}>
      <div className={styles.actions}>
        {actions.map((action) => (
          <Button
            key={action}
            size="xs"
            variant="default"
            className={action === "dispatch" ? styles.toIclass : undefined}
            aria-expanded={chosen === action}
            onClick={() => setChosen(chosen === action ? null : action)}
          >
            {t(`records.work.actions.${action}`)}
          </Button>
        ))}
      </div>
      <NotLoaded query={types} what={t("records.work.typesFailed")} />
      {chosen && (
        <CommandForm
          key={chosen}
          action={chosen}
          of={`order.${order.id}`}
          choices={chosen === "dispatch" ? iclassTypes(order, types.data ?? []) : []}
          onSend={(values, key) => send(chosen, order.id, values, key)}
          onDone={() => done(chosen)}
          onSettled={look}
        />
      )}
    </section>
  );
}

interface OrderType {
  code: string;
  label: string;
  iclass_order_type: string | null;
}

/** The types of Iclass that ours lead to; first the one of the order's own type. */
function iclassTypes(order: Order, types: readonly OrderType[]): Choice[] {
  const known = types.flatMap(({ code, label, iclass_order_type: value }) =>
    value ? [{ code, value, label: `${value} · ${label}` }] : [],
  );
  const own = known.filter(({ code }) => code === order.order_type);
  const all = [...own, ...known];
  return all
    .filter(({ value }, place) => all.findIndex((each) => each.value === value) === place)
    .map(({ value, label }) => ({ value, label }));
}
