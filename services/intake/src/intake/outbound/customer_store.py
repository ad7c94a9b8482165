"""The desk's copy of the customers in PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.transactions import Tx
from intake.application.ports import CustomerChange
from intake.domain.confidence import Why
from intake.domain.customer import Customer, Identity, Service
from intake.domain.identity import is_national_id, numbers_among

_KEEP = """
insert into customer as c
  (customer_id, number, name, national_id, phones, emails, cities, version, services, merged_into)
select * from jsonb_to_recordset($1::jsonb) as x(
  id uuid, number text, name text, national_id text, phones text[], emails text[], cities text[],
  version bigint, services jsonb, merged_into uuid)
on conflict (customer_id) do update set
  number = excluded.number, name = excluded.name, national_id = excluded.national_id,
  phones = excluded.phones, emails = excluded.emails, cities = excluded.cities,
  version = excluded.version, services = excluded.services, merged_into = excluded.merged_into
where c.version < excluded.version
"""

_FIELDS = "customer_id, number, name, national_id, phones, emails, cities, services, merged_into"
_READ = f"""
select {_FIELDS} from customer
where customer_id = coalesce((select merged_into from customer where customer_id = $1), $1)
"""  # noqa: S608 - names of columns

# Whoever was merged is the customer they were merged into. National ids are digits and have no
# owner if they have several; numbers are the company's own, told apart by a sign before them.
_OWNERS = """
select c.national_id, (array_agg(k.customer_id))[1], min(k.name),
       min(case cardinality(k.cities) when 1 then k.cities[1] end),
       (array_agg(case when cardinality(k.cities) > 1 then k.services end))[1]
from customer c join customer k on k.customer_id = coalesce(c.merged_into, c.customer_id)
where c.national_id = any(string_to_array($1, ','))
group by c.national_id having count(distinct k.customer_id) = 1
union all
select '#' || c.number, k.customer_id, k.name,
       case cardinality(k.cities) when 1 then k.cities[1] end,
       case when cardinality(k.cities) > 1 then k.services end
from customer c join customer k on k.customer_id = coalesce(c.merged_into, c.customer_id)
where c.number = any($2::text[])
"""

# Each part of the union has an index of its own.
_MATCHING = f"""
select k.why, {_FIELDS} from (
  select coalesce(c.merged_into, c.customer_id) as id, array_agg(distinct c.why) as why
  from (
    (select customer_id, merged_into, 'national-id' as why from customer
     where national_id = $1 limit 50)
    union all
    (select customer_id, merged_into, 'phone' from customer where phones && $2::text[] limit 50)
    union all
    (select customer_id, merged_into, 'email' from customer where emails && $3::text[] limit 50)
  ) c group by 1
) k join customer on customer_id = k.id order by number limit 50
"""  # noqa: S608 - names of columns


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
        row = await connection.fetchrow(_READ, customer_id)
        return _customer_of(row) if row else None

    async def matching(
        self, national_id: str | None, phones: Sequence[str], emails: Sequence[str]
    ) -> list[tuple[Customer, list[Why]]]:
        """Everybody who has one of these, and which."""
        connection = await self._kernel.driver()
        rows = await connection.fetch(_MATCHING, national_id, list(phones), list(emails))
        return [(_customer_of(row), sorted(row["why"])) for row in rows]

    async def owners_of(self, keys: Iterable[str]) -> dict[str, Identity]:
        """The owner of each valid id or number; ids of nobody, or of several customers, are left
        out."""
        numbers, national_ids = numbers_among(set(keys))
        valid = [each for each in national_ids if is_national_id(each)]
        if not (valid or numbers):
            return {}
        # Digits only, so one text will do: an array of parameters costs more than the query.
        connection = await self._kernel.driver()
        rows = await connection.fetch(_OWNERS, ",".join(valid), numbers)
        return {
            key: Identity(customer_id, name, city, _services(services or ()))
            for key, customer_id, name, city, services in rows
        }


def _customer_of(row: asyncpg.Record) -> Customer:
    return Customer(
        id=row["customer_id"],
        number=row["number"],
        name=row["name"],
        national_id=row["national_id"],
        phones=tuple(row["phones"]),
        emails=tuple(row["emails"]),
        cities=tuple(row["cities"]),
        services=_services(row["services"]),
        merged_into=row["merged_into"],
    )


def _services(kept: Iterable[Mapping[str, Any]]) -> tuple[Service, ...]:
    return tuple(Service(**{**each, "contract_id": UUID(each["contract_id"])}) for each in kept)


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
        "services": customer.services,
        "merged_into": customer.merged_into,
    }
