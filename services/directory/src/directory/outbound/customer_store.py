"""Customers in PostgreSQL, written many at once; what is different is told to everybody."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

import orjson

from chassis.database import Driver
from chassis.transactions import Tx
from directory.application.ports import Kept
from directory.domain.customer import Customer
from directory.domain.search import folded, search_text
from directory.outbound.announcements import customer_changed

# Always in the order of ids, so that two imports at once wait for each other and never in a ring.
# Lists within a row arrive as lines of a text: an array of arrays would be taken apart.
_KEEP = """
insert into customer as c
  (id, number, name, kind, national_id_kind, national_id, phones, emails, language, sort_name,
   search, fingerprint, version)
select id, number, name, kind, national_id_kind, national_id, string_to_array(phones, E'\\n'),
       string_to_array(emails, E'\\n'), language, sort_name, search, fingerprint, 1
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::bytea[])
  as new (id, number, name, kind, national_id_kind, national_id, phones, emails, language,
          sort_name, search, fingerprint)
order by id
on conflict (id) do update set
  name = excluded.name, kind = excluded.kind, national_id_kind = excluded.national_id_kind,
  national_id = excluded.national_id, phones = excluded.phones, emails = excluded.emails,
  language = excluded.language, sort_name = excluded.sort_name, search = excluded.search,
  fingerprint = excluded.fingerprint, version = c.version + 1, changed_at = now()
where c.fingerprint <> excluded.fingerprint
returning id, version
"""

_DROP_CONTRACTS = "delete from contract where customer_id = any($1)"

_ADD_CONTRACTS = """
insert into contract
  (id, customer_id, position, number, plan, state, address, city, node, latitude, longitude)
select * from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::text[],
                     $7::text[], $8::text[], $9::text[], $10::float8[], $11::float8[])
"""


class SqlCustomers:
    """The port `Customers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def exists(self, customer_id: UUID) -> bool:
        sql = "select exists (select from customer where id = $1)"
        return bool(await (await self._tx.driver()).fetchval(sql, customer_id))

    async def keep(self, customers: Sequence[Customer]) -> Kept:
        connection = await self._tx.driver()
        written = await connection.fetch(_KEEP, *_columns([_row(each) for each in customers], 12))
        versions: dict[UUID, int] = {row["id"]: row["version"] for row in written}
        different = [customer for customer in customers if customer.id in versions]
        await _replace_contracts(connection, different)
        for customer in different:
            event = customer_changed(customer)
            self._tx.emit(event, key=customer.id, version=versions[customer.id])
        created = sum(version == 1 for version in versions.values())
        return Kept(created, len(versions) - created, len(customers) - len(versions))


async def _replace_contracts(connection: Driver, customers: Sequence[Customer]) -> None:
    rows = [row for customer in customers for row in _contract_rows(customer)]
    await connection.execute(_DROP_CONTRACTS, [customer.id for customer in customers])
    await connection.execute(_ADD_CONTRACTS, *_columns(rows, 11))


def _columns(rows: Sequence[tuple[object, ...]], count: int) -> list[list[object]]:
    return [[row[place] for row in rows] for place in range(count)]


def _row(customer: Customer) -> tuple[object, ...]:
    return (
        customer.id,
        customer.number,
        customer.name,
        customer.kind,
        customer.national_id.kind,
        customer.national_id.digits,
        "\n".join(customer.phones),
        "\n".join(customer.emails),
        customer.language,
        folded(customer.name),
        search_text(customer),
        hashlib.sha256(orjson.dumps(asdict(customer))).digest(),
    )


def _contract_rows(customer: Customer) -> list[tuple[object, ...]]:
    return [
        (
            customer.contract_id(contract),
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
        )
        for place, contract in enumerate(customer.contracts)
    ]
