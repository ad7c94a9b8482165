"""Customers that are one: who is merged into whom, and what everybody is told of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import orjson

from chassis.database import Driver
from chassis.errors import Conflict, NotFound
from chassis.transactions import Tx
from directory.application.customer_ports import How
from directory.domain.customer import Customer
from directory.domain.differences import Difference
from directory.domain.merging import Whole, check_merge
from directory.outbound import customer_rows
from directory.outbound.customer_announcements import customer_changed
from directory.outbound.customer_history import Entry, write_history

_LOCK = "select id, merged_into from customer where id = any($1) order by id for update"
_PARTS = "select id from customer where merged_into = $1 order by id for update"
_SET = """
update customer set merged_into = $2, version = version + 1, changed_at = now()
where id = $1 returning version
"""
_NEXT = """
update customer set version = version + 1, changed_at = now() where id = any($1)
returning id, version
"""
_MERGES = """
select id, merged_into from customer
where merged_into is not null and (id = any($1) or merged_into = any($1)) order by id
"""


class NotMerged(Conflict):
    """It is nobody else."""

    code = "not-merged"


async def merge(tx: Tx, stays: UUID, goes: UUID, how: How) -> None:
    """From now on `goes` is `stays`; NotFound, CannotMerge."""
    connection = await tx.driver()
    rows = {row["id"]: row["merged_into"] for row in await connection.fetch(_LOCK, [stays, goes])}
    if not {stays, goes} <= set(rows):
        raise NotFound("No such customer.")
    parts = [row["id"] for row in await connection.fetch(_PARTS, goes)]
    check_merge(stays, goes, rows[goes], rows[stays], parts)
    await _set(tx, stays, goes, how, merged=True)


async def unmerge(tx: Tx, goes: UUID, how: How) -> UUID:
    """They are two again; the one it was merged into. NotFound, NotMerged."""
    connection = await tx.driver()
    rows = await connection.fetch(_LOCK, [goes])
    if not rows:
        raise NotFound("No such customer.")
    stays: UUID | None = rows[0]["merged_into"]
    if stays is None:
        raise NotMerged("This customer is not merged into another.")
    await _set(tx, stays, goes, how, merged=False)
    return stays


async def _set(tx: Tx, stays: UUID, goes: UUID, how: How, *, merged: bool) -> None:
    connection = await tx.driver()
    version = await connection.fetchval(_SET, goes, stays if merged else None)
    versions = {goes: version, **await _next_versions(connection, [stays])}
    values = (None, stays) if merged else (stays, None)
    parts = (None, goes) if merged else (goes, None)
    history = [
        Entry(goes, versions[goes], _change("merged_into", *values)),
        Entry(stays, versions[stays], _change("merged", *parts)),
    ]
    await write_history(connection, history, how)
    await tell(tx, await customer_rows.load(connection, [stays, goes]), versions)


async def tell(tx: Tx, customers: Mapping[UUID, Customer], versions: dict[UUID, int]) -> None:
    """Tell everybody of these customers as they are now, and of those they were merged into."""
    connection = await tx.driver()
    merges = {
        row["id"]: row["merged_into"] for row in await connection.fetch(_MERGES, list(customers))
    }
    wholes: dict[UUID, Whole] = {}
    if merges:
        targets = set(merges.values()) - set(customers)
        versions |= await _next_versions(connection, sorted(targets))
        wholes = await _wholes(connection, set(merges.values()))
    for identity in [*customers, *(i for i in wholes if i not in customers)]:
        whole = wholes.get(identity) or Whole(customers[identity])
        event = customer_changed(whole, merges.get(identity))
        tx.emit(event, key=identity, version=versions[identity])


async def whole_of(connection: Driver, customer_id: UUID) -> Whole | None:
    """A customer with those merged into it; None if there is none."""
    loaded = await _wholes(connection, {customer_id})
    return loaded.get(customer_id)


async def _wholes(connection: Driver, ids: set[UUID]) -> dict[UUID, Whole]:
    merges = {row["id"]: row["merged_into"] for row in await connection.fetch(_MERGES, list(ids))}
    loaded = await customer_rows.load(connection, [*ids, *(i for i in merges if i not in ids)])
    return {
        identity: Whole(
            loaded[identity],
            tuple(loaded[part] for part, target in merges.items() if target == identity),
        )
        for identity in ids
        if identity in loaded
    }


async def _next_versions(connection: Driver, ids: Sequence[UUID]) -> dict[UUID, int]:
    return {row["id"]: row["version"] for row in await connection.fetch(_NEXT, list(ids))}


def _change(field: str, before: object, after: object) -> str:
    return orjson.dumps([Difference(field, before, after)], default=str).decode()
