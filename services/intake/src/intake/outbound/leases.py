"""Leases in PostgreSQL, and the kernel's due rows that end them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chassis import due
from chassis.transactions import HasKernel, Tx
from intake.domain.contact import Contact
from intake.domain.lease import LONGEST_CONVERSATION
from intake.domain.words import Channel, Screen, State
from intake.outbound.rows import STORED, contact_of

LEASE_END = "lease-end"

# Contacts are never deleted: one that is not found is one that somebody is busy with.
_SEIZE = f"""
select {", ".join(STORED)} from contact where id = $1 for update skip locked
"""  # noqa: S608 - names of columns

# What `lease_end` says: nobody loses a caller while they speak. A claim without an end was taken
# by a process that knew of none.
_EXTEND = f"""
update contact set claim_expires_at = greatest(contact.claim_expires_at, $4)
from contact as before
where contact.id = $1 and before.id = $1 and contact.taken_by = $2 and contact.state <> 'closed'
  and (contact.claim_expires_at > $3 or contact.claim_expires_at is null
    or (contact.channel = '{Channel.CALL}' and contact.state = '{State.LIVE}'
      and contact.answered_at > $3 - $5::interval))
returning before.claim_expires_at is null
"""  # noqa: S608 - our own words

# For a while after an upgrade processes that know of no ends go on taking contacts.
_BEGIN = f"""
with held as (
  update contact set claim_expires_at = now() + $1::interval
  where state in ('{State.LIVE}', '{State.OPEN}') and received_at > now() - interval '7 days'
    and screen in ({", ".join(f"'{each}'" for each in Screen)})
    and taken_by is not null and claim_expires_at is null
  returning id, claim_expires_at)
insert into kernel_due (kind, subject, due_at, correlation_id)
select '{LEASE_END}', id::text, claim_expires_at, '' from held
on conflict (kind, subject) do nothing
"""  # noqa: S608 - as above


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
        until = now + self.length
        had_no_end = await connection.fetchval(
            _EXTEND, contact_id, holder_id, now, until, LONGEST_CONVERSATION
        )
        if had_no_end:
            await self.watch(contact_id, until)

    async def watch(self, contact_id: UUID, at: datetime) -> None:
        """Look then whether the claim has lapsed."""
        await due.schedule(self._kernel, LEASE_END, contact_id, at)


async def begin_leases(tx: HasKernel, times: LeaseTimes) -> bool:
    """A chore: claims that would not end get an end, as if they were taken now. All at once: they
    are few, of people at work."""
    await (await tx.kernel.driver()).execute(_BEGIN, times.length)
    return False
