"""The time of a claim is over: free the contact, unless its holder has shown signs of life."""

from datetime import datetime, timedelta
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.lease import lapse, lease_end

# Longer than a command takes, and than clocks differ.
_A_MOMENT = timedelta(seconds=2)


async def lapse_claim(contact_id: UUID, now: datetime, tx: Transaction) -> None:
    """Nobody waits for this, and this waits for nobody: a contact that somebody is busy with is
    looked at again a moment later."""
    contact = await tx.leases.seize(contact_id)
    if contact is None:
        await tx.leases.watch(contact_id, now + _A_MOMENT)
        return
    if lapse(contact, now):
        await tx.contacts.save([contact])
        return
    end = lease_end(contact)
    if end is not None:
        # A conversation may end long before it would be looked at again.
        soonest = max(end, now + _A_MOMENT)
        await tx.leases.watch(contact_id, min(soonest, now + tx.leases.length))
