"""What people do to tickets."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from chassis.policies import Actor, needs
from tickets.application.add_entry import AddEntry, add_entry
from tickets.application.assign_ticket import AssignTicket, assign_ticket
from tickets.application.cancel_ticket import CancelTicket, cancel_ticket
from tickets.application.close_ticket import CloseTicket, close_ticket
from tickets.application.finish_ticket import FinishTicket, finish_ticket
from tickets.application.open_ticket import OpenTicket, open_ticket
from tickets.application.ports import Transaction
from tickets.application.recategorize_ticket import RecategorizeTicket, recategorize_ticket
from tickets.application.reopen_ticket import ReopenTicket, reopen_ticket
from tickets.application.start_ticket import StartTicket, start_ticket
from tickets.inbound.bodies import (
    Assignment,
    Closing,
    EntryWritten,
    NewEntry,
    NewTicket,
    Reason,
    Recategorization,
    Resolution,
    TicketNow,
    ticket_now,
)
from tickets.inbound.edge import Edge, now, ticket_after

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"])


@router.post("", status_code=201, response_model=TicketNow)
async def create(
    body: NewTicket, actor: Annotated[Actor, needs("tickets.create")], edge: Edge
) -> Response:
    """Open a ticket. A contact that has one already does not get a second."""
    command = OpenTicket(body.report(), actor, now())
    return await ticket_after(edge, partial(open_ticket, command), actor, status=201)


@router.post("/{ticket_id}/assign", response_model=TicketNow)
async def assign(
    ticket_id: UUID,
    body: Assignment,
    actor: Annotated[Actor, needs("tickets.assign")],
    edge: Edge,
) -> Response:
    """Give it to an area, and perhaps to somebody of it; again, if need be."""
    command = AssignTicket(ticket_id, body.area, body.account_id, actor, now())
    return await ticket_after(edge, partial(assign_ticket, command), actor)


@router.post("/{ticket_id}/recategorize", response_model=TicketNow)
async def recategorize(
    ticket_id: UUID,
    body: Recategorization,
    actor: Annotated[Actor, needs("tickets.recategorize")],
    edge: Edge,
) -> Response:
    """It is about something else. For its owner, and for supervisors, while it is pending."""
    command = RecategorizeTicket(ticket_id, body.category, actor, now())
    return await ticket_after(edge, partial(recategorize_ticket, command), actor)


@router.post("/{ticket_id}/start", response_model=TicketNow)
async def start(
    ticket_id: UUID, actor: Annotated[Actor, needs("tickets.finish")], edge: Edge
) -> Response:
    """Work on it has begun. For its owner, and for supervisors."""
    command = StartTicket(ticket_id, actor, now())
    return await ticket_after(edge, partial(start_ticket, command), actor)


@router.post("/{ticket_id}/entries", status_code=201, response_model=EntryWritten)
async def write(
    ticket_id: UUID,
    body: NewEntry,
    actor: Annotated[Actor, needs("tickets.comment")],
    edge: Edge,
) -> Response:
    """Write on its timeline; the first line of its assignee also starts the work."""
    command = AddEntry(ticket_id, body.entry(), actor, now())

    async def work(tx: Transaction) -> EntryWritten:
        ticket = await add_entry(command, tx)
        return EntryWritten(id=command.entry.id, ticket=ticket_now(ticket, actor))

    return await edge.answer(201, work)


@router.post("/{ticket_id}/finish", response_model=TicketNow)
async def finish(
    ticket_id: UUID,
    body: Resolution,
    actor: Annotated[Actor, needs("tickets.finish")],
    edge: Edge,
) -> Response:
    """It is solved. For its owner, and for supervisors."""
    command = FinishTicket(ticket_id, body.resolution, actor, now())
    return await ticket_after(edge, partial(finish_ticket, command), actor)


@router.post("/{ticket_id}/close", response_model=TicketNow)
async def close(
    ticket_id: UUID,
    body: Closing,
    actor: Annotated[Actor, needs("tickets.close")],
    edge: Edge,
) -> Response:
    """Close a finished ticket for good, open orders or not."""
    command = CloseTicket(ticket_id, body.closing_text, actor, now())
    return await ticket_after(edge, partial(close_ticket, command), actor)


@router.post("/{ticket_id}/reopen", response_model=TicketNow)
async def reopen(
    ticket_id: UUID,
    body: Reason,
    actor: Annotated[Actor, needs("tickets.reopen", also=("tickets.reopen-closed",))],
    edge: Edge,
) -> Response:
    """Go on with it. A closed one also needs the permission tickets.reopen-closed."""
    command = ReopenTicket(ticket_id, body.reason, actor, now())
    return await ticket_after(edge, partial(reopen_ticket, command), actor)


@router.post("/{ticket_id}/cancel", response_model=TicketNow)
async def cancel(
    ticket_id: UUID,
    body: Reason,
    actor: Annotated[Actor, needs("tickets.cancel")],
    edge: Edge,
) -> Response:
    """End it without a solution, for ever."""
    command = CancelTicket(ticket_id, body.reason, actor, now())
    return await ticket_after(edge, partial(cancel_ticket, command), actor)
