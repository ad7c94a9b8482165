"""Calls that have long been in course are over, whatever their exchange forgot to tell."""

from datetime import datetime

from intake.application.ports import Transaction
from intake.domain.lease import LONGEST_CONVERSATION
from intake.domain.unended import hear_the_end

_AT_ONCE = 500


async def end_unheard_calls(now: datetime, tx: Transaction) -> None:
    """Who spoke with somebody is closed, who did not waits to be called back."""
    calls = await tx.contacts.live_calls(now - LONGEST_CONVERSATION, _AT_ONCE)
    await tx.contacts.save([call for call in calls if hear_the_end(call, now)])
