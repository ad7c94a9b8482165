"""Contacts in PostgreSQL: whatever their number, one statement for each thing to do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from chassis.causes import Cause
from chassis.database import Driver
from chassis.errors import ConcurrentUpdate
from chassis.reach import Who
from chassis.scope import authorize, missing
from chassis.transactions import Tx
from intake.application.ports import Key, TicketOfContact
from intake.domain.contact import Contact
from intake.domain.identity import numbers_among
from intake.domain.words import Channel, Screen, State
from intake.outbound.after_saving import follow
from intake.outbound.announcements import announce, time_of
from intake.outbound.channel_news import tell_channel
from intake.outbound.contact_adding import add_all
from intake.outbound.draft_store import drop_finished
from intake.outbound.plans import plan_afresh
from intake.outbound.routing import route_all
from intake.outbound.rows import CHANGING, STORED, arrays, changing_values, contact_of
from intake.outbound.rules import SqlRules
from intake.outbound.scope import CONTACTS, condition_for

_READ = f"select {', '.join(STORED)} from contact"  # noqa: S608 - names of columns, our own

_BY_ID = f"{_READ} where id = $1 for update"

# Locked in one order everywhere, so that two transactions cannot deadlock.
_BY_KEYS = f"""
{_READ} where channel = $1
and (source, external_id) in (select * from unnest($2::text[], $3::text[]))
order by source, external_id for update
"""  # noqa: S608 - as above

# Two halves, not one `or`: each is found by an index.
_WITHOUT_CUSTOMER = f"""
{_READ} where id = any(array(
  select id from contact where customer_id is null and national_id = any($1::text[])
  union
  select id from contact where customer_id is null and customer_number = any($2::text[])))
order by source, external_id for update
"""  # noqa: S608 - as above

_OF_CUSTOMERS = f"""
{_READ} where customer_id = any($1::uuid[]) and state <> 'closed'
order by source, external_id for update
"""

_BY_TICKETS = f"""
{_READ} where ticket_id = any($1::uuid[])
order by source, external_id for update
"""

# A piece of the index for each of the screens on which calls are.
_LIVE_CALLS = f"""
{_READ} where id = any(array(
  select id from contact where screen in ('{Screen.CALLS}', '{Screen.CALLS_WITHOUT_CITY}')
    and state = '{State.LIVE}' and received_at < $1
  order by received_at limit $2))
order by source, external_id for update skip locked
"""  # noqa: S608 - our own words

_SAVE = f"""
update contact set {", ".join(f"{name} = x.{name}" for name in CHANGING)}
from unnest($1::uuid[], $2::int[], {arrays(CHANGING.values(), 3)})
  as x(id, seen, {", ".join(CHANGING)})
where contact.id = x.id and contact.version = x.seen
"""  # noqa: S608 - as above

_ATTACH = """
update contact set ticket_id = x.ticket_id, ticket_number = x.number
from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as x(id, ticket_id, number)
where contact.id = x.id and (contact.ticket_id is null or contact.ticket_id = x.ticket_id)
"""

_CORRECT = """
update contact set ticket_id = $2, ticket_number = $3 where id = $1 and ticket_id = $4
"""


class SqlContacts:
    """Implements the port `Contacts`."""

    def __init__(self, kernel: Tx, rules: SqlRules) -> None:
        self._kernel, self._rules = kernel, rules

    async def get(self, contact_id: UUID) -> Contact:
        """One contact; raises NotFound."""
        row = await (await self._kernel.driver()).fetchrow(_BY_ID, contact_id)
        if row is None:
            raise missing(CONTACTS)
        return contact_of(row)

    async def admit(self, contact_id: UUID, who: Who, permission: str) -> None:
        """Let somebody do something with a contact; raises NotFound, Forbidden."""
        query = f"select id from contact where id = $1 and {condition_for(who)}"  # noqa: S608 - as above
        row = await (await self._kernel.driver()).fetchrow(query, contact_id)
        if row is None:
            raise missing(CONTACTS)
        authorize(who, permission, CONTACTS.of(dict(row)))

    async def of_keys(self, channel: Channel, keys: Collection[Key]) -> dict[Key, Contact]:
        """Those of a channel's contacts that are known."""
        if not keys:
            return {}
        connection = await self._planned_driver()
        sources, ids = zip(*keys, strict=True)
        rows = await connection.fetch(_BY_KEYS, channel, sources, ids)
        return {(row["source"], row["external_id"]): contact_of(row) for row in rows}

    async def without_customer(self, keys: Collection[str]) -> list[Contact]:
        """Contacts whose caller gave one of these ids before we knew whose it is."""
        connection = await self._planned_driver()
        numbers, national_ids = numbers_among(keys)
        rows = await connection.fetch(_WITHOUT_CUSTOMER, national_ids, numbers)
        return [contact_of(row) for row in rows]

    async def of_customers(self, customer_ids: Collection[UUID]) -> list[Contact]:
        """Those that are not closed."""
        connection = await self._planned_driver()
        rows = await connection.fetch(_OF_CUSTOMERS, list(customer_ids))
        return [contact_of(row) for row in rows]

    async def of_tickets(self, ticket_ids: Collection[UUID]) -> list[Contact]:
        """The contacts that belong to these tickets."""
        connection = await self._planned_driver()
        return [contact_of(row) for row in await connection.fetch(_BY_TICKETS, list(ticket_ids))]

    async def live_calls(self, before: datetime, limit: int) -> list[Contact]:
        """Calls in course that came before this, oldest first, unless somebody is busy there."""
        connection = await self._planned_driver()
        rows = await connection.fetch(_LIVE_CALLS, before, limit)
        return [contact_of(row) for row in rows]

    async def add(self, contacts: Mapping[Key, Contact]) -> set[Key]:
        """Insert those not known yet; which ones. The others are left as they are."""
        if not contacts:
            return set()
        await route_all(contacts.values(), self._rules)
        connection = await self._kernel.driver()
        added = await add_all(connection, contacts)
        new = [contact for key, contact in contacts.items() if key in added]
        await follow(connection, new, await self._rules.now())
        self._tell(new)
        return added

    async def save(self, contacts: Sequence[Contact]) -> None:
        """Write what changed; raises ConcurrentUpdate."""
        changed = [contact for contact in contacts if contact.news]
        if not changed:
            return
        await route_all(changed, self._rules)
        connection = await self._planned_driver()
        ids = [contact.id for contact in changed]
        seen = [contact.version - len(contact.news) for contact in changed]
        values = zip(*map(changing_values, changed), strict=True)
        done = await connection.execute(_SAVE, ids, seen, *values)
        if done != f"UPDATE {len(changed)}":
            raise ConcurrentUpdate("Somebody else changed this contact in between. Try again.")
        await drop_finished(connection, changed)
        await follow(connection, changed, await self._rules.now())
        self._tell(changed)

    async def attach(self, tickets: Sequence[TicketOfContact]) -> None:
        """Remember the first ticket of each contact."""
        connection = await self._planned_driver()
        first: Mapping[UUID, TicketOfContact] = {t.contact_id: t for t in reversed(tickets)}
        await connection.execute(
            _ATTACH,
            list(first),
            [ticket.ticket_id for ticket in first.values()],
            [ticket.number for ticket in first.values()],
        )

    async def correct(self, ticket: TicketOfContact, instead_of: UUID) -> None:
        """The contact belongs to this ticket, unless somebody chose yet another meanwhile."""
        connection = await self._kernel.driver()
        values = (ticket.contact_id, ticket.ticket_id, ticket.number, instead_of)
        await connection.execute(_CORRECT, *values)

    def _tell(self, contacts: Iterable[Contact]) -> None:
        for contact in contacts:
            for news in contact.news:
                if isinstance(news.because, Cause):
                    self._kernel.cause = news.because
                event = announce(contact, news.event)
                self._kernel.emit(
                    event, key=contact.id, version=news.version, time=time_of(news.event)
                )
                tell_channel(self._kernel, contact, news.event)
            contact.news.clear()

    async def _planned_driver(self) -> Driver:
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        return connection
