"""Close a ticket that stayed finished for some days."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.ports import Transaction
from tickets.domain.lifecycle import State
from tickets.domain.people import Stamp


@dataclass(frozen=True)
class AutoCloseTicket:
    ticket_id: UUID
    closing_text: str
    at: datetime


async def auto_close_ticket(command: AutoCloseTicket, tx: Transaction) -> None:
    """Close it in nobody's name; nothing if somebody closed or reopened it at the last moment."""
    ticket = await tx.tickets.find(command.ticket_id)
    if ticket is None or ticket.state is not State.FINISHED:
        return
    open_orders = await tx.orders.count_open(ticket.id)
    ticket.close(command.closing_text, open_orders, Stamp(None, None, command.at))
    await tx.tickets.save(ticket)
