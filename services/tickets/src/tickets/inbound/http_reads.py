"""What people look at."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from chassis.pages import After, Limit, Page, cursor_for, page_of, position_of, small_number
from chassis.policies import Actor, needs
from chassis.reach import SEE_ALL, SEE_AREA
from tickets.application.narrow_list import narrow_list
from tickets.application.views import TicketDetail, TicketRow, TimelineLine
from tickets.inbound.edge import OpenTransaction
from tickets.inbound.list_filter import ListFilter

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"])

Reader = Annotated[Actor, needs("tickets.read", also=(SEE_AREA, SEE_ALL))]
_FIRST_LINES = 50


@dataclass(frozen=True, kw_only=True)
class TicketWithTimeline(TicketDetail):
    """All of a ticket, with the newest page of its timeline."""

    timeline: Page[TimelineLine]


@router.get("")
async def list_tickets(
    actor: Reader,
    begin: OpenTransaction,
    asked: ListFilter,
    after: After = None,
    limit: Limit = 50,
) -> Page[TicketRow]:
    """Tickets, newest first. Where few are what is asked for, a page may have fewer rows than
    `limit`, or none, and a `next`: so far was looked."""
    below = _below(after)
    async with begin() as tx:
        wanted = await narrow_list(asked.seen_by(actor), asked.kind, tx)
        stretch = await tx.reads.list(wanted, actor, below=below, limit=limit)
    page = page_of(stretch.rows, limit, lambda row: [row.number])
    if page.next is None and stretch.reached is not None:
        page.next = cursor_for([stretch.reached])
    return page


@router.get("/{ticket_id}")
async def read(ticket_id: UUID, actor: Reader, begin: OpenTransaction) -> TicketWithTimeline:
    """One ticket, with its orders as they are now and the newest lines of its timeline."""
    async with begin() as tx:
        detail = await tx.reads.find(ticket_id, actor)
        lines = await tx.reads.timeline(ticket_id, actor, below=None, limit=_FIRST_LINES)
    timeline = page_of(lines, _FIRST_LINES, lambda line: [line.position])
    return TicketWithTimeline(**vars(detail), timeline=timeline)


@router.get("/{ticket_id}/timeline")
async def read_timeline(
    ticket_id: UUID,
    actor: Reader,
    begin: OpenTransaction,
    after: After = None,
    limit: Limit = _FIRST_LINES,
) -> Page[TimelineLine]:
    """The log, newest first."""
    below = _below(after)
    async with begin() as tx:
        lines = await tx.reads.timeline(ticket_id, actor, below=below, limit=limit)
    return page_of(lines, limit, lambda line: [line.position])


def _below(after: str | None) -> int | None:
    position = position_of(after, small_number)
    return position[0] if position else None
