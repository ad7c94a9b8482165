"""Customers as rows: how they are written, many at once, and read back."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg
import orjson

from chassis.database import Driver
from directory.domain.customer import Contract, Customer, Datum, Item, Unit
from directory.domain.national_id import NationalId
from directory.domain.search import folded, search_text

# Always in the order of ids, so that two imports at once wait for each other and never in a ring.
# Lists within a row arrive as lines of a text: an array of arrays would be taken apart.
KEEP = """
insert into customer as c
  (id, number, name, kind, national_id_kind, national_id, phones, emails, fax, contact_data,
   language, sort_name, search, fingerprint, revision, version)
select id, number, name, kind, national_id_kind, national_id, string_to_array(phones, E'\\n'),
       string_to_array(emails, E'\\n'), fax, contact_data::jsonb, language, sort_name, search,
       coalesce(fingerprint, ''), revision, 1
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
            $14::bytea[], $15::bigint[])
  as new (id, number, name, kind, national_id_kind, national_id, phones, emails, fax,
          contact_data, language, sort_name, search, fingerprint, revision)
order by id
on conflict (id) do update set
  name = excluded.name, kind = excluded.kind, national_id_kind = excluded.national_id_kind,
  national_id = excluded.national_id, phones = excluded.phones, emails = excluded.emails,
  fax = excluded.fax, contact_data = excluded.contact_data, language = excluded.language,
  sort_name = excluded.sort_name, search = excluded.search,
  fingerprint = coalesce(nullif(excluded.fingerprint, ''), c.fingerprint),
  revision = coalesce(excluded.revision, c.revision), version = c.version + 1, changed_at = now()
returning id, version
"""
COLUMNS_OF_KEEP = 15

_CUSTOMERS = """
select id, number, name, kind, national_id_kind, national_id, phones, emails, fax, contact_data,
       language
from customer where id = any($1)
"""
_CONTRACTS = """
select customer_id, number, plan, state, address, city, node, latitude, longitude,
       speed_down_kbps, speed_up_kbps, server, items
from contract where customer_id = any($1) order by customer_id, position
"""
_UNITS = """
select customer_id, serial, item_number, kind, warranty_until, contract_number
from unit where customer_id = any($1) order by customer_id, position
"""
_PARTS = {
    "contract": (
        "id", "customer_id", "position", "number", "plan", "state", "address", "city", "node",
        "latitude", "longitude", "speed_down_kbps", "speed_up_kbps", "server", "items",
    ),
    "unit": (
        "id", "customer_id", "position", "serial", "item_number", "kind", "warranty_until",
        "contract_number",
    ),
}  # fmt: skip


def row_of(
    customer: Customer, fingerprint: bytes | None, revision: int | None
) -> tuple[object, ...]:
    """In the order of the parameters of KEEP."""
    return (
        customer.id,
        customer.number,
        customer.name,
        customer.kind,
        customer.national_id.kind,
        customer.national_id.digits,
        "\n".join(customer.phones),
        "\n".join(customer.emails),
        customer.fax,
        orjson.dumps(customer.contact_data).decode(),
        customer.language,
        folded(customer.name),
        search_text(customer),
        fingerprint,
        revision,
    )


async def load(connection: Driver, ids: Sequence[UUID]) -> dict[UUID, Customer]:
    """The customers with these ids, those that exist."""
    if not ids:
        return {}
    rows = await connection.fetch(_CUSTOMERS, list(ids))
    contracts: dict[UUID, list[Contract]] = {row["id"]: [] for row in rows}
    for row in await connection.fetch(_CONTRACTS, list(ids)):
        contracts[row["customer_id"]].append(_contract(row))
    units: dict[UUID, list[Unit]] = {row["id"]: [] for row in rows}
    for row in await connection.fetch(_UNITS, list(ids)):
        _, serial, item_number, kind, until, number = row
        units[row["customer_id"]].append(Unit(serial, item_number, kind, until, number))
    return {row["id"]: _customer(row, contracts[row["id"]], units[row["id"]]) for row in rows}


def _customer(row: asyncpg.Record, contracts: list[Contract], units: list[Unit]) -> Customer:
    return Customer(
        number=row["number"],
        name=row["name"],
        kind=row["kind"],
        national_id=NationalId(row["national_id_kind"], row["national_id"]),
        phones=tuple(row["phones"]),
        emails=tuple(row["emails"]),
        language=row["language"],
        contracts=tuple(contracts),
        fax=row["fax"],
        contact_data=tuple(Datum(**datum) for datum in row["contact_data"]),
        units=tuple(units),
    )


def _contract(row: asyncpg.Record) -> Contract:
    values = dict(row)
    del values["customer_id"]
    items = tuple(Item(**item) for item in values.pop("items"))
    return Contract(**values, items=items)


async def replace_parts(
    connection: Driver, customers: Sequence[Customer], known: Sequence[UUID]
) -> None:
    """Contracts and units as they are now; `known` are those that may have had others before."""
    parts = {
        "contract": [row for each in customers for row in _contract_rows(each)],
        "unit": [row for each in customers for row in _unit_rows(each)],
    }
    for table, rows in parts.items():
        if known:
            sql = f"delete from {table} where customer_id = any($1)"  # noqa: S608 - two names
            await connection.execute(sql, list(known))
        if rows:
            await connection.copy_records_to_table(table, records=rows, columns=_PARTS[table])


def _contract_rows(customer: Customer) -> list[tuple[object, ...]]:
    return [
        (
            customer.contract_id(contract.number),
            customer.id,
            place,
            contract.number,
            contract.plan,
            contract.state,
            contract.address,
            contract.city,
            contract.node,
            contract.latitude,
            contract.longitude,
            contract.speed_down_kbps,
            contract.speed_up_kbps,
            contract.server,
            orjson.dumps(contract.items).decode(),
        )
        for place, contract in enumerate(customer.contracts)
    ]


def _unit_rows(customer: Customer) -> list[tuple[object, ...]]:
    return [
        (
            customer.unit_id(unit),
            customer.id,
            place,
            unit.serial,
            unit.item_number,
            unit.kind,
            unit.warranty_until,
            unit.contract,
        )
        for place, unit in enumerate(customer.units)
    ]
