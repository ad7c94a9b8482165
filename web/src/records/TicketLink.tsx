import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay } from "@/sign-in/session";

/** Leads to a ticket whoever may see it. */
export function TicketLink({ id, children }: { id: string; children: ReactNode }) {
  if (!useMay("tickets.read")) return children;
  return (
    <Link to="/tickets/$ticketId" params={{ ticketId: id }}>
      {children}
    </Link>
  );
}
