"""Leases in PostgreSQL, and the kernel's due rows that end them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chassis import due
from chassis.transactions import Tx
from intake.domain.contact import Contact
from intake.outbound.rows import STORED, contact_of

LEASE_END = "lease-end"

# Contacts are never deleted: one that is not found is one that somebody is busy with.
_SEIZE = f"""
select {", ".join(STORED)} from contact where id = $1 for update skip locked
"""  # noqa: S608 - names of columns

_EXTEND = """
update contact set claim_expires_at = greatest(claim_expires_at, $4)
where id = $1 and taken_by = $2 and claim_expires_at > $3 and state <> 'closed'
"""


@dataclass(frozen=True)
class LeaseTimes:
    """How long claims last, and first those of contacts that were handed over."""

    length: timedelta = timedelta(minutes=15)
    transferred: timedelta = timedelta(minutes=3)


class SqlLeases:
    """Implements the port `Leases`."""

    def __init__(self, kernel: Tx, times: LeaseTimes) -> None:
        self._kernel = kernel
        self.length = times.length
        self.transferred = times.transferred

    async def seize(self, contact_id: UUID) -> Contact | None:
        """One contact, unless somebody is busy with it."""
        row = await (await self._kernel.driver()).fetchrow(_SEIZE, contact_id)
        return contact_of(row) if row else None

    async def extend(self, contact_id: UUID, holder_id: UUID, now: datetime) -> None:
        """A sign of life of the holder. What ends the lease is not moved: when it comes, it finds
        that there is still time, so that the two never wait for one another."""
        connection = await self._kernel.driver()
        await connection.execute(_EXTEND, contact_id, holder_id, now, now + self.length)

    async def watch(self, contact_id: UUID, at: datetime) -> None:
        """Look then whether the claim has lapsed."""
        await due.schedule(self._kernel, LEASE_END, contact_id, at)
