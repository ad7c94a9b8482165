import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { NotLoaded } from "@/shared/ui/Notice";
import { CommandForm } from "./CommandForm";
import { type Order, open } from "./order-commands";
import { orderTypes } from "./order-types";

/** Escalates a ticket: a service order of it, whose customer, address and phone the service fills in
 * (A01, A03 to A08, A10). */
export function OpenOrder({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const goTo = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const types = useQuery({ ...orderTypes, enabled: isOpen });
  const show = (order: Order) => {
    tell(t("records.work.done.open", { number: order.number }));
    queries.setQueryData(["order", order.id], order);
    void queries.invalidateQueries({ queryKey: ["ticket", ticketId] });
    void goTo({ to: "/orders/$orderId", params: { orderId: order.id } });
  };
  const choices = [
    { value: "", label: t("records.work.noType") },
    ...(types.data ?? []).map(({ code, label }) => ({ value: code, label })),
  ];
  return (
    <>
      <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("records.work.actions.open")}
      </Button>
      <NotLoaded query={types} what={t("records.work.typesFailed")} />
      {isOpen && (
        <CommandForm
          deed="open"
          of={`ticket.${ticketId}`}
          choices={choices}
          onSend={(values, key) => open(ticketId, values, key)}
          onDone={show}
        />
      )}
    </>
  );
}
