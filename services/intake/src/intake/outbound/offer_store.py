"""Offers in PostgreSQL; a unique index holds that a contact is offered to one at a time."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from chassis import due
from chassis.transactions import Tx
from intake.application.offer_ports import NewOffer, Offer, OfferState
from intake.domain.claim import Operator
from intake.domain.offers import Candidate, Waiting
from intake.outbound.plans import plan_afresh
from intake.outbound.waiting import OPEN

OFFER_ROUND = "offer-round"
OFFER_END = "offer-end"
_ALL = "all"

_CANDIDATES = """
select d.account_id, d.name, coalesce(p.queues, '{}') as queues,
  coalesce(p.skills, '{}') as skills, coalesce(p.capacity, 3) as capacity,
  (select count(*) from contact c
   where c.taken_by = d.account_id and c.state in ('live', 'open')) as busy,
  exists (select from offer o where o.account_id = d.account_id and o.state = 'open'
    and o.expires_at > now()) as ringing,
  (select max(o.offered_at) from offer o where o.account_id = d.account_id) as last_offered_at
from duty d
join kernel_account a on a.account_id = d.account_id and a.active
  and 'contacts.take' = any(a.permissions)
left join operator_profile p on p.code = d.account_id::text
where d.state = 'on' and d.expires_at > now()
"""

# Who did not take it while it has been waiting; once somebody did, everybody may be asked again.
_ASKED = """
select o.account_id from offer o where o.contact_id = c.id and o.state in ('refused', 'expired')
and not exists (select from offer later where later.contact_id = c.id
  and later.state in ('accepted', 'withdrawn') and later.offered_at > o.offered_at)
"""

# Whoever is on the line now comes before whoever writes, and they before those who gave up. Offers
# are looked up row by row, and only until there are enough: the others are sorted, no more.
_URGENCY = "case when state = 'live' then 0 when channel = 'chat' then 1 else 2 end"
_WAITING = f"""
select c.id, c.routed_to, array({_ASKED}) as asked from (
  select id, routed_to, received_at, {_URGENCY} as urgency from ({OPEN}) waiting
  where routed_to = any($1::text[]) order by urgency, received_at, id offset 0) c
where (select true from offer o where o.contact_id = c.id and o.state = 'open' limit 1) is null
  and (select true from unnest($2::uuid[]) as a(id) where a.id not in ({_ASKED}) limit 1)
    is not null
order by c.urgency, c.received_at, c.id limit $3
"""  # noqa: S608 - our own words

_ADD = """
insert into offer (id, contact_id, queue, account_id, state, offered_at, expires_at)
select x.id, x.contact_id, x.queue, x.account_id, 'open', clock_timestamp(), x.until
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[])
  as x(id, contact_id, queue, account_id, until)
"""

_READ = """
select id, contact_id, queue, account_id, state, expires_at,
  expires_at > clock_timestamp() as is_in_time from offer
"""


class SqlOffers:
    """Implements the port `Offers`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def wake(self) -> None:
        """Have the waiting offered soon; the only round there is goes on by itself."""
        await due.schedule(self._kernel, OFFER_ROUND, _ALL, datetime.now(UTC))

    async def candidates(self) -> list[Candidate]:
        """Who is on duty and may take contacts."""
        rows = await (await self._kernel.driver()).fetch(_CANDIDATES)
        return [_candidate(row) for row in rows]

    async def waiting(
        self, queues: Collection[str], available: Collection[UUID], limit: int
    ) -> list[Waiting]:
        """Free contacts that one of these was not asked for yet, the most urgent first."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        rows = await connection.fetch(_WAITING, list(queues), list(available), limit)
        return [Waiting(row["id"], row["routed_to"], frozenset(row["asked"])) for row in rows]

    async def add(self, offers: Sequence[NewOffer]) -> None:
        """Each ends by itself at its time, if it is not answered."""
        if not offers:
            return
        ids = [uuid7() for _ in offers]
        columns = zip(
            *((o.contact_id, o.queue, o.account_id, o.until) for o in offers), strict=True
        )
        await (await self._kernel.driver()).execute(_ADD, ids, *columns)
        for offer_id, offer in zip(ids, offers, strict=True):
            await due.schedule(self._kernel, OFFER_END, offer_id, offer.until)

    async def find(self, offer_id: UUID) -> Offer | None:
        """One offer, not locked."""
        row = await (await self._kernel.driver()).fetchrow(f"{_READ} where id = $1", offer_id)
        return Offer(*row) if row else None

    async def lock(self, offer_id: UUID) -> Offer:
        """One that was found, as it is now."""
        statement = f"{_READ} where id = $1 for update"
        (row,) = await (await self._kernel.driver()).fetch(statement, offer_id)
        return Offer(*row)

    async def settle(self, offer_id: UUID, state: OfferState) -> None:
        """How a locked one ended."""
        await (await self._kernel.driver()).execute(
            "update offer set state = $2, settled_at = now() where id = $1", offer_id, state
        )

    async def open_to(self, account_id: UUID) -> list[Offer]:
        """What somebody is asked now, the oldest first."""
        statement = (
            f"{_READ} where account_id = $1 and state = 'open' and expires_at > now()"
            " order by offered_at limit 50"
        )
        rows = await (await self._kernel.driver()).fetch(statement, account_id)
        return [Offer(*row) for row in rows]


def _candidate(row: asyncpg.Record) -> Candidate:
    names = ("queues", "capacity", "busy", "ringing", "last_offered_at")
    operator = Operator(row["account_id"], row["name"])
    values = {name: row[name] for name in names}
    return Candidate(operator, skills=frozenset(row["skills"]), **values)
