"""Queues come and change; none goes, for old contacts have it."""

from collections.abc import Callable

from chassis.kept import change
from intake.application.ports import Transaction
from intake.domain.queues import OfferMode, Queue


async def create_queue(queue: Queue, tx: Transaction) -> Queue:
    """The new queue. Raises Conflict."""
    await tx.settings.queues.add(queue)
    return await _woken(queue, tx)


async def change_queue(
    code: str, seen: int, changed: Callable[[Queue], Queue], tx: Transaction
) -> Queue:
    """The queue as it is now. Raises NotFound, OutOfDate."""
    return await _woken(await change(tx.settings.queues, code, seen, changed), tx)


async def _woken(queue: Queue, tx: Transaction) -> Queue:
    if queue.offers != OfferMode.OFF:
        await tx.offers.wake()
    return queue
