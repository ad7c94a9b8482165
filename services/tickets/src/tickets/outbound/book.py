"""What is known of customers and their units, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from chassis.transactions import Tx
from tickets.application.customer_book import CustomerFound, Profile, Service, Unit

# Sorted, so that two of these at once wait for each other instead of blocking each other.
_KEEP = """
insert into customer_book as b
  (customer_id, version, number, name, national_id, phones, emails, services, merged_into)
select * from jsonb_to_recordset($1::text::jsonb) as x(
  customer_id uuid, version bigint, number text, name text, national_id text, phones text[],
  emails text[], services jsonb, merged_into uuid) order by customer_id
on conflict (customer_id) do update set
  version = excluded.version, number = excluded.number, name = excluded.name,
  national_id = excluded.national_id, phones = excluded.phones, emails = excluded.emails,
  services = excluded.services, merged_into = excluded.merged_into
where b.version < excluded.version
returning customer_id
"""
_UNIT_COLUMNS = ("customer_id", "serial", "item_number", "kind", "warranty_until", "contract_id")

# Each part of the union has an index of its own. Whoever was merged is the other.
_MATCHING = """
select b.customer_id, b.number, b.name, b.services, k.why from (
  select coalesce(c.merged_into, c.customer_id) as id, array_agg(distinct c.why) as why
  from (
    (select customer_id, merged_into, 'national-id' as why from customer_book
     where national_id = $1 limit 50)
    union all
    (select customer_id, merged_into, 'phone' from customer_book
     where phones && $2::text[] limit 50)
    union all
    (select customer_id, merged_into, 'email' from customer_book
     where emails && $3::text[] limit 50)
  ) c group by 1
) k join customer_book b on b.customer_id = k.id order by b.number limit 50
"""
# One who was merged has given the units to the other.
_UNITS = """
select u.serial, u.item_number, u.kind, u.warranty_until, u.contract_id,
       b.customer_id, b.number, b.name, b.services
from units u join customer_book b on b.customer_id = u.customer_id
where u.serial = $1 and b.merged_into is null order by b.number limit 20
"""


class SqlBook:
    """The port `Book`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, profiles: Sequence[Profile]) -> None:
        ordered = sorted(profiles, key=lambda each: each.version)
        newest = {each.customer_id: each for each in ordered}
        rows = [_row(each) for each in newest.values()]
        connection = await self._tx.driver()
        written = await connection.fetch(_KEEP, orjson.dumps(rows).decode())
        ids = [row["customer_id"] for row in written]
        await connection.execute("delete from units where customer_id = any($1)", ids)
        units = [
            (i, u.serial, u.item_number, u.kind, u.warranty_until, u.contract_id)
            for i in ids
            for u in {unit.serial: unit for unit in newest[i].units}.values()
        ]
        if units:
            await connection.copy_records_to_table("units", records=units, columns=_UNIT_COLUMNS)

    async def matching(
        self, national_id: str | None, phones: Sequence[str], emails: Sequence[str]
    ) -> Sequence[CustomerFound]:
        connection = await self._tx.driver()
        rows = await connection.fetch(_MATCHING, national_id, list(phones), list(emails))
        return [_found(row, sorted(row["why"])) for row in rows]

    async def units(self, serial: str) -> Sequence[tuple[Unit, CustomerFound]]:
        rows = await (await self._tx.driver()).fetch(_UNITS, serial)
        names = ("serial", "item_number", "kind", "warranty_until", "contract_id")
        return [(Unit(*(row[name] for name in names)), _found(row, [])) for row in rows]

    async def only_unit(self, contract_id: UUID) -> str | None:
        sql = "select distinct serial from units where contract_id = $1 limit 2"
        rows = await (await self._tx.driver()).fetch(sql, contract_id)
        return rows[0]["serial"] if len(rows) == 1 else None

    async def also(self, customer_id: UUID) -> Sequence[UUID]:
        sql = "select customer_id from customer_book where merged_into = $1"
        rows = await (await self._tx.driver()).fetch(sql, customer_id)
        return [row["customer_id"] for row in rows]


def _row(profile: Profile) -> dict[str, object]:
    return {
        "customer_id": profile.customer_id,
        "version": profile.version,
        "number": profile.number,
        "name": profile.name,
        "national_id": profile.national_id,
        "phones": profile.phones,
        "emails": profile.emails,
        "services": profile.services,
        "merged_into": profile.merged_into,
    }


def _found(row: Any, why: Any) -> CustomerFound:
    return CustomerFound(
        customer_id=row["customer_id"],
        number=row["number"],
        name=row["name"],
        why=why,
        services=[
            Service(**{**each, "contract_id": UUID(each["contract_id"])})
            for each in row["services"]
        ],
    )
