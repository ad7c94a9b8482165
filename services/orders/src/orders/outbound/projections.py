"""What this service remembers of tickets and customers, newest known state each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from chassis.reach import Who
from chassis.scope import authorize, missing
from chassis.transactions import Tx
from orders.application.ports import CustomerNews, TicketNews
from orders.domain.customer import Contract, KnownCustomer, KnownTicket
from orders.outbound.scope import KNOWN_TICKETS
from orders.outbound.tables import KNOWN_CUSTOMER, KNOWN_TICKET
from orders.outbound.ticket_news import customer_columns, layers, owner_columns

_REGISTER = """
insert into known_ticket
  (ticket_id, version, number, state, customer_id, customer_name, customer_phone, city, area,
   account_id, registered_by)
select * from unnest(
  $1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::uuid[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::uuid[], $11::uuid[]
) on conflict do nothing
"""

# A value that is null says nothing about its column. One ticket may be in here several times: the
# statement is run once per distinct position, so each row is touched once by each run.
_UPDATE = """
update known_ticket k set
  version = n.version, state = coalesce(n.state, k.state),
  customer_id = coalesce(n.customer_id, k.customer_id),
  customer_name = coalesce(n.customer_name, k.customer_name),
  customer_phone = coalesce(n.customer_phone, k.customer_phone),
  city = coalesce(n.city, k.city),
  area = coalesce(n.area, k.area),
  account_id = case when n.area is null then k.account_id else n.account_id end
from unnest(
  $1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::uuid[]
) as n(ticket_id, version, state, customer_id, customer_name, customer_phone, city, area,
  account_id)
where k.ticket_id = n.ticket_id and k.version < n.version
"""

# Whose work the ticket is decides who follows its orders.
_OWN = """
update service_order o set ticket_area = k.area, ticket_account_id = k.account_id
from known_ticket k
where o.ticket_id = any($1::uuid[]) and k.ticket_id = o.ticket_id
  and (o.ticket_area, o.ticket_account_id) is distinct from (k.area, k.account_id)
"""

_KEEP_CUSTOMERS = """
insert into known_customer as k
  (customer_id, version, number, name, national_id, phones, contracts)
select c, v, n, name, national, array(select jsonb_array_elements_text(phones)), contracts
from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[])
  as x(c, v, n, name, national, phones, contracts)
on conflict (customer_id) do update set
  version = excluded.version, number = excluded.number, name = excluded.name,
  national_id = excluded.national_id, phones = excluded.phones, contracts = excluded.contracts
where k.version < excluded.version
"""


class SqlTickets:
    """See `application.ports.Tickets`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, ticket_id: UUID) -> KnownTicket | None:
        return await self._read(sa.select(KNOWN_TICKET), ticket_id)

    async def hold(self, ticket_id: UUID) -> KnownTicket | None:
        return await self._read(sa.select(KNOWN_TICKET).with_for_update(read=True), ticket_id)

    async def register(self, news: Sequence[TicketNews]) -> None:
        connection = await self._tx.driver()
        await connection.execute(
            _REGISTER,
            [n.id for n in news],
            [n.version for n in news],
            [n.number for n in news],
            [n.state for n in news],
            *customer_columns(news),
            *owner_columns(news),
            [n.registered_by for n in news],
        )

    async def update(self, news: Sequence[TicketNews]) -> None:
        connection = await self._tx.driver()
        for layer in layers(news):
            await connection.execute(
                _UPDATE,
                [n.id for n in layer],
                [n.version for n in layer],
                [n.state for n in layer],
                *customer_columns(layer),
                *owner_columns(layer),
            )
        if owned := [n.id for n in news if n.owner]:
            await connection.execute(_OWN, owned)

    async def admit(self, ticket_id: UUID, who: Who, permission: str) -> None:
        query = sa.select(KNOWN_TICKET).where(KNOWN_TICKET.c.ticket_id == ticket_id)
        found = await self._tx.connection.execute(query.where(KNOWN_TICKETS.clause(who)))
        row = found.one_or_none()
        if row is None:
            raise missing(KNOWN_TICKETS)
        authorize(who, permission, KNOWN_TICKETS.of(row._asdict()))

    async def _read(self, query: sa.Select[Any], ticket_id: UUID) -> KnownTicket | None:
        found = await self._tx.connection.execute(
            query.where(KNOWN_TICKET.c.ticket_id == ticket_id)
        )
        row = found.one_or_none()
        if row is None:
            return None
        return KnownTicket(
            id=row.ticket_id,
            number=row.number,
            state=row.state,
            customer_id=row.customer_id,
            customer_name=row.customer_name,
            customer_phone=row.customer_phone,
            city=row.city,
        )


class SqlCustomers:
    """See `application.ports.Customers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, customer_id: UUID) -> KnownCustomer | None:
        return await self._read(sa.select(KNOWN_CUSTOMER), customer_id)

    async def hold(self, customer_id: UUID) -> KnownCustomer | None:
        return await self._read(sa.select(KNOWN_CUSTOMER).with_for_update(read=True), customer_id)

    async def keep(self, news: Sequence[CustomerNews]) -> None:
        connection = await self._tx.driver()
        customers = [n.customer for n in news]
        await connection.execute(
            _KEEP_CUSTOMERS,
            [c.id for c in customers],
            [n.version for n in news],
            [c.number for c in customers],
            [c.name for c in customers],
            [c.national_id for c in customers],
            [_json(c.phones) for c in customers],
            [_json(c.contracts) for c in customers],
        )

    async def _read(self, query: sa.Select[Any], customer_id: UUID) -> KnownCustomer | None:
        found = await self._tx.connection.execute(
            query.where(KNOWN_CUSTOMER.c.customer_id == customer_id)
        )
        row = found.one_or_none()
        if row is None:
            return None
        return KnownCustomer(
            id=row.customer_id,
            number=row.number,
            name=row.name,
            national_id=row.national_id,
            phones=tuple(row.phones),
            contracts=tuple(Contract(**{**c, "id": UUID(c["id"])}) for c in row.contracts),
        )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
