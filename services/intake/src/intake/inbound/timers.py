"""What happens at the desk when its time has come, and about hourly."""

from uuid import UUID

from chassis.due import Due
from intake.application.end_unheard_calls import end_unheard_calls
from intake.application.lapse_claim import lapse_claim
from intake.application.ports import Transaction
from intake.inbound.edge import now


async def on_lease_end(due: Due, tx: Transaction) -> None:
    """A claim was to last until now."""
    await lapse_claim(UUID(due.subject), now(), tx)


async def end_calls(tx: Transaction) -> bool:
    """A chore."""
    return await end_unheard_calls(now(), tx)
