"""The customers' tickets in PostgreSQL, kept from the topic of tickets."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.reach import Who
from chassis.scope import placed
from chassis.transactions import Tx
from intake.application.ticket_ports import MOST_OFFERED, TicketNews
from intake.domain.contact import Contact
from intake.domain.customer_ticket import CustomerTicket
from intake.outbound.plans import plan_afresh
from intake.outbound.ticket_scope import CUSTOMER_TICKETS

# Only who registers or assigns says whose it is, and then an account that is not named is nobody.
_KEEP = """
insert into customer_ticket as t
  (ticket_id, version, updated_at, state, number, title, category, area, account_id, account_name,
   customer_id, contact_id, registered_by)
select ticket_id, version, updated_at, coalesce(state, 'registered'), number, title, category, area,
       account_id, account_name, customer_id, contact_id, registered_by
from jsonb_to_recordset($1::text::jsonb) as x(
  ticket_id uuid, version bigint, updated_at timestamptz, state text, number bigint, title text,
  category text, area text, account_id uuid, account_name text, customer_id uuid, contact_id uuid,
  registered_by uuid)
order by ticket_id
on conflict (ticket_id) do update set
  version = excluded.version, updated_at = excluded.updated_at,
  state = case when {says_state} then excluded.state else t.state end,
  number = coalesce(excluded.number, t.number), title = coalesce(excluded.title, t.title),
  category = coalesce(excluded.category, t.category), area = coalesce(excluded.area, t.area),
  account_id = case when excluded.area is null then t.account_id else excluded.account_id end,
  account_name = case when excluded.area is null then t.account_name
                      else excluded.account_name end,
  customer_id = coalesce(excluded.customer_id, t.customer_id),
  contact_id = coalesce(excluded.contact_id, t.contact_id),
  registered_by = coalesce(excluded.registered_by, t.registered_by)
where t.version < excluded.version
"""

_READ = """
ticket_id, number, state, title, category, area, account_name, updated_at, customer_id, contact_id
"""
# Whoever was merged into a customer is that customer.
_FAMILY = "(select customer_id from customer where customer_id = $1 or merged_into = $1)"
PENDING = "state in ('registered', 'assigned', 'in_progress')"
_ENDS = {True: PENDING, False: f"not {PENDING}"}
_OF_CUSTOMER = """
(select {read} from {family} f(owner), lateral (
   select * from customer_ticket
   where customer_id = f.owner and number is not null and {which} and {seen}
   order by updated_at desc limit {limit}) t
 order by updated_at desc limit {limit})
"""
_CLOSED = "select ticket_id from customer_ticket where ticket_id = any($1) and state = 'closed'"
_SAME_CHANNEL = """
select ticket_id from contact
where ticket_id = any($1) and state <> 'closed' and channel = $2 and id <> $3
"""


class SqlCustomerTickets:
    """Implements the port `CustomerTickets`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def keep(self, news: Sequence[TicketNews]) -> None:
        newest = {each.ticket_id: each for each in sorted(news, key=lambda each: each.version)}
        if not newest:
            return
        connection = await self._kernel.driver()
        for says_state in (True, False):
            rows = [_row(n) for n in newest.values() if (n.state is not None) is says_state]
            if rows:
                statement = _KEEP.format(says_state=str(says_state).lower())
                await connection.execute(statement, orjson.dumps(rows).decode())

    async def find(self, ticket_id: UUID, who: Who) -> CustomerTicket | None:
        values: list[Any] = [ticket_id]
        seen = CUSTOMER_TICKETS.condition(who, lambda value: placed(values, value))
        return await self._one(f"ticket_id = $1 and {seen}", values)

    async def closed_of(self, ticket_ids: Collection[UUID]) -> set[UUID]:
        connection = await self._kernel.driver()
        rows = await connection.fetch(_CLOSED, list(ticket_ids))
        return {row["ticket_id"] for row in rows}

    async def of_contact(self, contact: Contact) -> CustomerTicket | None:
        return await self._one("ticket_id = $1", [contact.work.ticket_id])

    async def pending_of(self, customer_id: UUID, contact: Contact) -> list[CustomerTicket]:
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        rows = await connection.fetch(_of_customer("true", pending=True), customer_id)
        ids = [row["ticket_id"] for row in rows]
        of_channel = await connection.fetch(_SAME_CHANNEL, ids, contact.channel, contact.id)
        likely = {row["ticket_id"] for row in of_channel}
        found = [_ticket(row, is_of_channel=row["ticket_id"] in likely) for row in rows]
        return sorted(found, key=lambda each: not each.is_of_channel)

    async def of_customer(self, customer_id: UUID, who: Who) -> list[CustomerTicket]:
        values: list[Any] = [customer_id]
        seen = CUSTOMER_TICKETS.condition(who, lambda value: placed(values, value))
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        return [
            _ticket(row)
            for pending in (True, False)
            for row in await connection.fetch(_of_customer(seen, pending=pending), *values)
        ]

    async def _one(self, condition: str, values: list[Any]) -> CustomerTicket | None:
        connection = await self._kernel.driver()
        query = f"select {_READ} from customer_ticket where {condition} and number is not null"  # noqa: S608 - our own words
        row = await connection.fetchrow(query, *values)
        return _ticket(row) if row else None


def _of_customer(seen: str, *, pending: bool) -> str:
    return _OF_CUSTOMER.format(
        read=_READ, family=_FAMILY, which=_ENDS[pending], seen=seen, limit=MOST_OFFERED
    )


def _ticket(row: asyncpg.Record, *, is_of_channel: bool = False) -> CustomerTicket:
    values = dict(row)
    title = values.pop("title") or ""
    return CustomerTicket(title=title, is_of_channel=is_of_channel, **values)


def _row(news: TicketNews) -> dict[str, Any]:
    return {
        "ticket_id": news.ticket_id,
        "version": news.version,
        "updated_at": news.at,
        "state": news.state,
        **news.fields,
    }
