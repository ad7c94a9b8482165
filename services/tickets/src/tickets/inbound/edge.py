"""What routes have in common: a transaction, and the ticket after a command as the answer."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel

from chassis.commanding import Commanding, commanding
from chassis.http import begin
from chassis.transactions import Begin
from tickets.application.ports import Transaction
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket
from tickets.inbound.bodies import ticket_now

OpenTransaction = Annotated[Begin[Transaction], Depends(begin)]
Edge = Annotated[Commanding[Transaction], Depends(commanding)]


async def ticket_after(
    edge: Edge,
    use_case: Callable[[Transaction], Awaitable[Ticket]],
    person: Person,
    status: int = 200,
) -> Response:
    """Answer with the ticket as this person sees it after the use-case."""

    async def work(tx: Transaction) -> BaseModel:
        return ticket_now(await use_case(tx), person)

    return await edge.answer(status, work)


def now() -> datetime:
    """When a request is served."""
    return datetime.now(UTC)
