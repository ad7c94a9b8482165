"""How every service answers when somebody is to be forgotten, or wants to know what is known."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

from chassis import privacy
from chassis.cloudevents import Received
from chassis.contract import Contract
from chassis.handlers import Handles
from chassis.transactions import HasKernel


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


def answers(
    service: str,
    known: Sequence[privacy.Personal],
    words: Words,
    afterwards: Afterwards = _nothing_more,
) -> list[Handles[Any]]:
    """The handlers of one service. What is forgotten and the receipt for it are one transaction."""

    async def on_erasure(events: Sequence[Received[Any]], tx: HasKernel) -> None:
        for event in tx.kernel.each(events):
            asked = event.data
            ids = [asked.customer_id, *asked.other_ids]
            counts = await privacy.erase(tx.kernel, known, ids, asked.request_id)
            await afterwards(asked.customer_id, asked.other_ids, tx)
            receipt = words.erasure_receipt.model_validate(
                {"request_id": asked.request_id, "service": service, "rows": counts}
            )
            tx.kernel.emit(receipt, key=asked.request_id, version=None)

    async def on_export(events: Sequence[Received[Any]], tx: HasKernel) -> None:
        for event in tx.kernel.each(events):
            asked = event.data
            told = await privacy.tell(tx.kernel, known, [asked.customer_id, *asked.other_ids])
            identity = {"request_id": asked.request_id, "service": service}
            for number, (table, rows) in enumerate(told):
                part = {**identity, "number": number, "table": table, "rows": rows}
                tx.kernel.emit(
                    words.export_part.model_validate(part), key=asked.request_id, version=None
                )
            receipt = words.export_receipt.model_validate({**identity, "parts": len(told)})
            tx.kernel.emit(receipt, key=asked.request_id, version=None)

    return [Handles(words.erasure_asked, on_erasure), Handles(words.export_asked, on_export)]
