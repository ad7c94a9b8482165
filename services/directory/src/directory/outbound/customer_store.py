"""Customers in PostgreSQL, written many at once; what is different is told to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.customer_ports import How, Kept, Known, Said
from directory.domain.customer import Customer
from directory.domain.differences import differences
from directory.outbound import customer_merges, customer_rows
from directory.outbound.customer_history import Entry, write_history

_BEFORE = """
select id, fingerprint, revision from customer where id = any($1) order by id for update
"""
# Whoever was forgotten is not learnt again, whichever way it is told.
_ERASED = "select customer_id from kernel_erased where customer_id = any($1)"
_ONE = "select version, merged_into from customer where id = $1 for update"
_SAID_AGAIN = """
update customer c set fingerprint = coalesce(n.fingerprint, c.fingerprint),
  revision = coalesce(n.revision, c.revision)
from unnest($1::uuid[], $2::bytea[], $3::bigint[]) as n (id, fingerprint, revision)
where c.id = n.id
"""
_OWNER = """
select k.customer_id from contract k join customer c on c.id = k.customer_id
where k.id = $2 and $1 in (c.id, c.merged_into)
"""


@dataclass(frozen=True)
class _Sorted:
    """What was said: `news` differ from what is kept, `repeated` say it in other words."""

    news: list[Said]
    repeated: list[Said]
    before: dict[UUID, Customer]
    known: set[UUID]


class SqlCustomers:
    """The port `Customers`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def exists(self, customer_id: UUID) -> bool:
        sql = "select exists (select from customer where id = $1)"
        return bool(await (await self._tx.driver()).fetchval(sql, customer_id))

    async def get(self, customer_id: UUID) -> Known:
        connection = await self._tx.driver()
        row = await connection.fetchrow(_ONE, customer_id)
        if row is None:
            raise NotFound("No such customer.")
        loaded = await customer_rows.load(connection, [customer_id])
        return Known(loaded[customer_id], row["version"], row["merged_into"])

    async def known(self, customer_ids: Sequence[UUID]) -> dict[UUID, Customer]:
        return await customer_rows.load(await self._tx.driver(), customer_ids)

    async def owner_of(self, customer_id: UUID, contract_id: UUID) -> UUID:
        connection = await self._tx.driver()
        owner: UUID | None = await connection.fetchval(_OWNER, customer_id, contract_id)
        if owner is None:
            raise NotFound("No such contract.")
        return owner

    async def keep(self, said: Sequence[Said], how: How, *, dry_run: bool = False) -> Kept:
        found = await self._sort(said)
        if not dry_run:
            await self._write(found, how)
        created = sum(each.customer.id not in found.known for each in found.news)
        updated = len(found.news) - created
        return Kept(created, updated, len(said) - len(found.news))

    async def merge(self, stays: UUID, goes: UUID, how: How) -> None:
        await customer_merges.merge(self._tx, stays, goes, how)

    async def unmerge(self, customer_id: UUID, how: How) -> UUID:
        return await customer_merges.unmerge(self._tx, customer_id, how)

    async def _sort(self, said: Sequence[Said]) -> _Sorted:
        connection = await self._tx.driver()
        rows = await connection.fetch(_BEFORE, [each.customer.id for each in said])
        known = {row["id"]: row for row in rows}
        erased = {row[0] for row in await connection.fetch(_ERASED, list(known))}
        said = [each for each in said if each.customer.id not in erased]
        told = [each for each in said if _is_told(each, known.get(each.customer.id))]
        ids = [each.customer.id for each in told if each.customer.id in known]
        before = await customer_rows.load(connection, ids)
        news = [each for each in told if before.get(each.customer.id) != each.customer]
        repeated = [each for each in told if before.get(each.customer.id) == each.customer]
        return _Sorted(news, repeated, before, set(known))

    async def _write(self, found: _Sorted, how: How) -> None:
        connection = await self._tx.driver()
        if found.repeated:
            await connection.execute(
                _SAID_AGAIN,
                [each.customer.id for each in found.repeated],
                [each.fingerprint for each in found.repeated],
                [each.revision for each in found.repeated],
            )
        if not found.news:
            return
        rows = [customer_rows.row_of(s.customer, s.fingerprint, s.revision) for s in found.news]
        columns = [[row[n] for row in rows] for n in range(customer_rows.COLUMNS_OF_KEEP)]
        written = await connection.fetch(customer_rows.KEEP, *columns)
        versions: dict[UUID, int] = {row["id"]: row["version"] for row in written}
        customers = {each.customer.id: each.customer for each in found.news}
        changed = [identity for identity, version in versions.items() if version > 1]
        await customer_rows.replace_parts(connection, list(customers.values()), changed)
        history = [
            Entry(identity, versions[identity], _changes(found.before.get(identity), customer))
            for identity, customer in customers.items()
        ]
        await write_history(connection, history, how)
        await customer_merges.tell(self._tx, customers, versions)


def _is_told(said: Said, row: asyncpg.Record | None) -> bool:
    """Whether its source says it for the first time, as far as we can know."""
    if row is None:
        return True
    if said.revision is not None and row["revision"] is not None:
        return bool(said.revision > row["revision"])
    return said.fingerprint is None or said.fingerprint != row["fingerprint"]


def _changes(before: Customer | None, after: Customer) -> Any:
    return orjson.dumps(differences(before, after) if before else [], default=str).decode()
