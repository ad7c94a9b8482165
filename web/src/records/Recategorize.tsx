import { NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { explainRefusal } from "@/contact-desk/refusals";
import { answerOf, idempotencyKey, tickets } from "@/shared/api/client";
import type { components } from "@/shared/api/generated/tickets";
import { refuse, tell } from "@/shared/ui/messages";
import { NotLoaded } from "@/shared/ui/Notice";
import { useCategories } from "@/shared/useCategories";

type Ticket = components["schemas"]["TicketWithTimeline"];

/** What a ticket is about, said anew by whoever may (E79); by all others it is read. */
export function Recategorize({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const query = useCategories();
  const { mutate, isPending } = useMutation({
    mutationFn: (category: string) => recategorize(ticket.id, category),
    onSuccess: () => tell(t("records.recategorized")),
    onError: (error) => refuse(explainRefusal(error, t, i18n.language)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["ticket", ticket.id] }),
  });
  const { category } = ticket;
  const choices = (query.data?.items ?? []).filter(
    ({ code, active, areas }) =>
      code !== category && active && (areas.length === 0 || areas.includes(ticket.area)),
  );
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t("records.recategorize")}
        disabled={isPending}
        value={category ?? ""}
        data={[
          {
            value: category ?? "",
            label: ticket.category_name ?? category ?? t("records.noCategory"),
          },
          ...choices.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => mutate(event.currentTarget.value)}
      />
      <NotLoaded query={query} what={t("records.categoriesFailed")} />
    </>
  );
}

function recategorize(id: string, category: string) {
  const params = { path: { ticket_id: id }, header: idempotencyKey() };
  const body = { category };
  return answerOf(tickets.POST("/api/v1/tickets/{ticket_id}/recategorize", { params, body }));
}
