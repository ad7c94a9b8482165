"""What every command over HTTP has in common: one transaction, done once, answered alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Response
from pydantic import BaseModel

from chassis.http import begin
from chassis.idempotency import IdempotentPost, Once
from chassis.transactions import Begin
from tickets.application.ports import Transaction
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket
from tickets.inbound.bodies import ticket_now

OpenTransaction = Annotated[Begin[Transaction], Depends(begin)]


@dataclass(frozen=True)
class Commanding:
    """Carries out a command; one that is sent again is answered as it was the first time."""

    begin: Begin[Transaction]
    once: Once

    async def answer(
        self, status: int, work: Callable[[Transaction], Awaitable[BaseModel]]
    ) -> Response:
        """Do the work and answer with what it returns; the commit comes before the answer."""
        async with self.begin() as tx:
            return await self.once.answer(tx.kernel, status, lambda: work(tx))

    async def ticket_after(
        self,
        use_case: Callable[[Transaction], Awaitable[Ticket]],
        person: Person,
        status: int = 200,
    ) -> Response:
        """Answer with the ticket as this person sees it after the use-case."""

        async def work(tx: Transaction) -> BaseModel:
            return ticket_now(await use_case(tx), person)

        return await self.answer(status, work)


def _commanding(begin: OpenTransaction, once: IdempotentPost) -> Commanding:
    return Commanding(begin, once)


Edge = Annotated[Commanding, Depends(_commanding)]


def now() -> datetime:
    """When a request is served."""
    return datetime.now(UTC)
