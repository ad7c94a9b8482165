"""Offers that go on and end by themselves."""

from datetime import timedelta
from uuid import UUID

from chassis import due as due_rows
from chassis.due import Due
from intake.application.offer_contacts import expire_offer, offer_round
from intake.inbound.edge import EdgeTransaction, now

_PAUSE = timedelta(seconds=1)


async def on_offer_round(due: Due, tx: EdgeTransaction) -> None:
    """Offer what waits, and do so again in a second, as long as any queue wants it.

    The row that was due is locked until this commits: no two rounds run at once, and after a
    crash the same row is due again.
    """
    if await offer_round(now(), tx):
        await due_rows.schedule(tx.kernel, due.kind, due.subject, now() + _PAUSE)


async def on_offer_end(due: Due, tx: EdgeTransaction) -> None:
    """An offer was to be answered until now."""
    await expire_offer(UUID(due.subject), tx)
