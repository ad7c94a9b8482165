"""What the services answer to requests of privacy."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.privacy import ErasureReceiptV1, ExportPartV1, ExportReceiptV1


class Answers(Protocol):
    """Where answers are kept."""

    async def receive(self, request_id: UUID, service: str, rows: int) -> None: ...

    async def keep_part(
        self, request_id: UUID, service: str, number: int, about: str, rows: str
    ) -> None: ...


class Transaction(Protocol):
    """What is needed of the service's transaction."""

    @property
    def privacy(self) -> Answers: ...


async def on_erased(events: Sequence[Received[ErasureReceiptV1]], tx: Transaction) -> None:
    """A service has forgotten."""
    for event in events:
        told = event.data
        await tx.privacy.receive(told.request_id, told.service, sum(told.rows.values()))


async def on_part(events: Sequence[Received[ExportPartV1]], tx: Transaction) -> None:
    """A piece of what a service knows."""
    for event in events:
        part = event.data
        await tx.privacy.keep_part(
            part.request_id, part.service, part.number, part.table, part.rows
        )


async def on_told(events: Sequence[Received[ExportReceiptV1]], tx: Transaction) -> None:
    """A service has told all it knows."""
    for event in events:
        told = event.data
        await tx.privacy.receive(told.request_id, told.service, told.parts)


HANDLES: tuple[Handles[Any], ...] = (
    Handles(ErasureReceiptV1, on_erased, repeatable=True),
    Handles(ExportPartV1, on_part, repeatable=True),
    Handles(ExportReceiptV1, on_told, repeatable=True),
)
