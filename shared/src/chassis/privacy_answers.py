"""How every service answers when somebody is to be forgotten, or wants to know what is known.

An erasure is made twice. The first goes at once; a transaction that was open at that moment has
seen nothing of it, and may still write about the person. When none of these can be open any more,
the second erases what they wrote, and only then the service says that it is done.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from chassis import due, privacy
from chassis.cloudevents import Received
from chassis.contract import Contract
from chassis.database import LONGEST_TRANSACTION_SECONDS
from chassis.due import Due, DueHandler
from chassis.handlers import Handles
from chassis.transactions import HasKernel

ERASE_AGAIN = "erase-again"

# The erasure's own transaction may last that long before it commits; one that began just before
# its end, as long again. The rest is for clocks that are not the same.
AGAIN_AFTER_SECONDS = 2 * LONGEST_TRANSACTION_SECONDS + 10


class Words(Protocol):
    """The contracts with which services speak of it; the kernel knows none."""

    @property
    def erasure_asked(self) -> type[Contract]: ...
    @property
    def erasure_receipt(self) -> type[Contract]: ...
    @property
    def export_asked(self) -> type[Contract]: ...
    @property
    def export_part(self) -> type[Contract]: ...
    @property
    def export_receipt(self) -> type[Contract]: ...


Afterwards = Callable[[UUID, Sequence[UUID], Any], Awaitable[None]]


async def _nothing_more(_: UUID, __: Sequence[UUID], ___: Any) -> None:
    """Most services have told nobody what they have forgotten."""


@dataclass(frozen=True)
class Answers:
    """Of one service: `known` are its rows about persons, `afterwards` what else it does in the
    transaction of each erasure."""

    service: str
    known: Sequence[privacy.Personal]
    words: Words
    afterwards: Afterwards = _nothing_more

    @property
    def handles(self) -> list[Handles[Any]]:
        """To be handled by the service."""
        return [
            Handles(self.words.erasure_asked, self._on_erasure),
            Handles(self.words.export_asked, self._on_export),
        ]

    @property
    def timers(self) -> Mapping[str, DueHandler[Any]]:
        """To be fired by the service."""
        return {ERASE_AGAIN: self._erase_again}

    async def _on_erasure(self, events: Sequence[Received[Any]], tx: HasKernel) -> None:
        for event in tx.kernel.each(events):
            asked = event.data
            rows = await self._erase(asked.customer_id, asked.other_ids, asked.request_id, tx)
            left = {
                "customer_id": str(asked.customer_id),
                "other_ids": [str(each) for each in asked.other_ids],
                "rows": rows,
            }
            await due.schedule_in(
                tx.kernel, ERASE_AGAIN, asked.request_id, AGAIN_AFTER_SECONDS, left
            )

    async def _erase_again(self, row: Due, tx: HasKernel) -> None:
        request_id, left = UUID(row.subject), row.payload
        others = [UUID(each) for each in left["other_ids"]]
        again = await self._erase(UUID(left["customer_id"]), others, request_id, tx)
        receipt = self.words.erasure_receipt.model_validate(
            {
                "request_id": request_id,
                "service": self.service,
                "rows": privacy.counted(self.known, left["rows"], again),
            }
        )
        tx.kernel.emit(receipt, key=request_id, version=None)

    async def _erase(
        self, customer_id: UUID, other_ids: Sequence[UUID], request_id: UUID, tx: HasKernel
    ) -> dict[str, int]:
        ids = [customer_id, *other_ids]
        rows = await privacy.erase(tx.kernel, self.known, ids, request_id)
        await self.afterwards(customer_id, other_ids, tx)
        return rows

    async def _on_export(self, events: Sequence[Received[Any]], tx: HasKernel) -> None:
        for event in tx.kernel.each(events):
            asked = event.data
            told = await privacy.tell(tx.kernel, self.known, [asked.customer_id, *asked.other_ids])
            identity = {"request_id": asked.request_id, "service": self.service}
            for number, (table, rows) in enumerate(told):
                part = {**identity, "number": number, "table": table, "rows": rows}
                tx.kernel.emit(
                    self.words.export_part.model_validate(part), key=asked.request_id, version=None
                )
            receipt = self.words.export_receipt.model_validate({**identity, "parts": len(told)})
            tx.kernel.emit(receipt, key=asked.request_id, version=None)
