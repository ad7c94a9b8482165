"""The desk's copy of the customers in PostgreSQL."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg
import orjson

from chassis.transactions import Tx
from intake.application.ports import CustomerChange
from intake.domain.customer import Customer, Identity
from intake.domain.identity import is_national_id

_KEEP = """
insert into customer as c (customer_id, number, name, national_id, phones, emails, cities, version)
select * from jsonb_to_recordset($1::jsonb) as x(
  id uuid, number text, name text, national_id text, phones text[], emails text[], cities text[],
  version bigint)
on conflict (customer_id) do update set
  number = excluded.number, name = excluded.name, national_id = excluded.national_id,
  phones = excluded.phones, emails = excluded.emails, cities = excluded.cities,
  version = excluded.version
where c.version < excluded.version
"""

_READ = "select customer_id, number, name, national_id, phones, emails, cities from customer"

_OWNERS = """
select national_id, (array_agg(customer_id))[1], min(name),
       min(case cardinality(cities) when 1 then cities[1] end)
from customer where national_id = any(string_to_array($1, ','))
group by national_id having count(*) = 1
"""


class SqlCustomers:
    """Implements the port `Customers`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def keep(self, changes: Sequence[CustomerChange]) -> None:
        """Keep each, unless a newer state of it is known."""
        newest = {c.customer.id: c for c in sorted(changes, key=lambda change: change.version)}
        rows = [_row(newest[customer_id]) for customer_id in sorted(newest)]
        await (await self._kernel.driver()).execute(_KEEP, orjson.dumps(rows).decode())

    async def find(self, customer_id: UUID) -> Customer | None:
        """One customer, if we know it."""
        connection = await self._kernel.driver()
        row = await connection.fetchrow(f"{_READ} where customer_id = $1", customer_id)
        return _customer_of(row) if row else None

    async def owners_of(self, national_ids: Iterable[str | None]) -> dict[str, Identity]:
        """The owner of each valid id; ids of nobody, or of several customers, are left out."""
        valid = {n for n in set(national_ids) if n is not None and is_national_id(n)}
        if not valid:
            return {}
        # Digits only, so one text will do: an array of parameters costs more than the query.
        rows = await (await self._kernel.driver()).fetch(_OWNERS, ",".join(valid))
        return {national_id: Identity(*customer) for national_id, *customer in rows}


def _customer_of(row: asyncpg.Record) -> Customer:
    return Customer(
        id=row["customer_id"],
        number=row["number"],
        name=row["name"],
        national_id=row["national_id"],
        phones=tuple(row["phones"]),
        emails=tuple(row["emails"]),
        cities=tuple(row["cities"]),
    )


def _row(change: CustomerChange) -> dict[str, object]:
    customer = change.customer
    return {
        "id": customer.id,
        "number": customer.number,
        "name": customer.name,
        "national_id": customer.national_id,
        "phones": customer.phones,
        "emails": customer.emails,
        "cities": customer.cities,
        "version": change.version,
    }
