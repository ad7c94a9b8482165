"""Reasons come, are named anew and moved, and are not chosen any more; none goes, for old contacts
have it."""

from collections.abc import Callable

from chassis.kept import change
from intake.application.ports import Transaction
from intake.domain.reasons import Reason, ReasonTree


async def create_reason(reason: Reason, tx: Transaction) -> Reason:
    """The new reason. Raises Conflict, ReasonMisplaced."""
    ReasonTree.of([*await tx.settings.reasons.all(), reason]).check_place(reason)
    await tx.settings.reasons.add(reason)
    return reason


async def change_reason(
    code: str, seen: int, changed: Callable[[Reason], Reason], tx: Transaction
) -> Reason:
    """The reason as it is now. Raises NotFound, OutOfDate, ReasonMisplaced."""
    after = await change(tx.settings.reasons, code, seen, changed)
    ReasonTree.of(await tx.settings.reasons.all()).check_place(after)
    return after
