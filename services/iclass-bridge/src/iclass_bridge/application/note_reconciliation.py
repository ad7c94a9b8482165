"""A person looked at an order of which the two sides told different stories."""

from uuid import UUID

from iclass_bridge.application.ports import Transaction


async def note_reconciliation(order_id: UUID, tx: Transaction) -> None:
    """Quiet for orders that never were in Iclass, and where nothing was wrong here."""
    dispatch = await tx.dispatches.find(order_id)
    if dispatch is not None and dispatch.diverged:
        dispatch.reconciled()
        await tx.dispatches.save(dispatch)
