"""Calls that have long been in course are over, whatever their exchange forgot to tell."""

from datetime import datetime

from intake.application.ports import Transaction
from intake.domain.lease import LONGEST_CONVERSATION
from intake.domain.unended import hear_the_end

_AT_ONCE = 500


async def end_unheard_calls(now: datetime, tx: Transaction) -> bool:
    """Who spoke with somebody is closed, who did not waits to be called back. Whether there may be
    more that can end now."""
    calls = await tx.contacts.live_calls(now - LONGEST_CONVERSATION, _AT_ONCE)
    ended = [call for call in calls if hear_the_end(call, now)]
    await tx.contacts.save(ended)
    return len(calls) == _AT_ONCE and len(ended) > 0
