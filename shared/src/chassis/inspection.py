"""Quarantine and parking lots for people: list, look, replay, discard; alike in every service."""

import base64
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from chassis import parking, quarantine
from chassis.batches import Batches
from chassis.cloudevents import Unreadable
from chassis.database import is_collision, is_outage
from chassis.errors import Conflict, NotFound
from chassis.http import begin_bare
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import actor_of, needs
from chassis.records import stored_record

INSPECT = needs("kernel.inspect")
REPAIR = needs("kernel.repair")
BeginBare = Annotated[Any, Depends(begin_bare)]


class QuarantinedRecord(BaseModel):
    """A record nobody could read, and why. Its bytes are in the detail view."""

    id: int
    topic: str
    partition: int
    offset: int
    reason: str
    detail: str
    quarantined_at: datetime
    settled_as: str | None


class QuarantinedDetail(QuarantinedRecord):
    """With its content: text where it is UTF-8, else base64."""

    key: str | None
    value: str | None
    headers: Any


class ParkedKey(BaseModel):
    """A key that waits, how many records wait behind it, and why."""

    topic: str
    key: str
    reason: str
    records: int
    attempts: int
    parked_at: datetime


class Replayed(BaseModel):
    """How many records were applied."""

    records: int


_LIST = """
select id, topic, partition, "offset", reason, detail, quarantined_at, settled_as
from kernel_quarantine
where id > $1 and ($2 or settled_at is null) order by id limit $3
"""

_PARKED = """
select k.topic, k.key, k.reason, k.attempts, k.parked_at, count(r.id) as records
from kernel_parked_key k left join kernel_parked_record r using (topic, key)
group by k.topic, k.key order by k.parked_at limit 200
"""


def inspection_routes(service: str) -> APIRouter:
    """Routes under /api/v1/<service>/kernel."""
    router = APIRouter(prefix=f"/api/v1/{service}/kernel", tags=["kernel"])
    router.add_api_route("/quarantine", list_quarantine, methods=["GET"], dependencies=[INSPECT])
    router.add_api_route(
        "/quarantine/{number}", show_quarantined, methods=["GET"], dependencies=[INSPECT]
    )
    router.add_api_route(
        "/quarantine/{number}/replay", replay_quarantined, methods=["POST"], dependencies=[REPAIR]
    )
    router.add_api_route(
        "/quarantine/{number}/discard", discard_quarantined, methods=["POST"],
        dependencies=[REPAIR],
    )  # fmt: skip
    router.add_api_route("/parked", list_parked, methods=["GET"], dependencies=[INSPECT])
    router.add_api_route(
        "/parked/{topic}/{key}/replay", replay_parked, methods=["POST"], dependencies=[REPAIR]
    )
    router.add_api_route(
        "/parked/{topic}/{key}/discard", discard_parked, methods=["POST"], dependencies=[REPAIR]
    )
    return router


async def list_quarantine(
    begin: BeginBare, after: After = None, limit: Limit = 50, settled: bool = False
) -> Page[QuarantinedRecord]:
    """Open records first in first out; `settled` shows the others too."""
    position = position_of(after, int) or (0,)
    async with begin() as tx:
        connection = await tx.driver()
        rows = await connection.fetch(_LIST, position[0], settled, limit + 1)
    found = [QuarantinedRecord(**row) for row in rows]
    return page_of(found, limit, lambda row: [row.id])


async def show_quarantined(number: int, begin: BeginBare) -> QuarantinedDetail:
    """Everything that is known of one record."""
    row = await _quarantined(begin, number)
    record = stored_record(row, key=row["key"])
    fields = {name: row[name] for name in QuarantinedRecord.model_fields}
    headers = [[name, _readable(value)] for name, value in record.headers]
    return QuarantinedDetail(
        **fields, key=_readable(row["key"]), value=_readable(row["value"]), headers=headers
    )


async def replay_quarantined(number: int, begin: BeginBare, request: Request) -> Replayed:
    """Try to read and apply it again, now that the cause is mended."""
    row = await _quarantined(begin, number)
    if row["settled_at"] is not None:
        raise Conflict("It is settled already.", code="already-settled", as_=row["settled_as"])
    batches: Batches[Any] = request.app.state.batches
    try:
        await batches.replay_quarantined(
            number, stored_record(row, key=row["key"]), actor_of(request)
        )
    except Unreadable as error:
        raise Conflict(f"Still unreadable: {error}", code="still-unreadable") from error
    return Replayed(records=1)


async def discard_quarantined(number: int, begin: BeginBare, request: Request) -> Replayed:
    """Give it up. The bytes stay, with who decided it."""
    await _quarantined(begin, number)
    async with begin() as tx:
        await quarantine.settle(await tx.driver(), number, "discarded", actor_of(request))
    return Replayed(records=0)


async def list_parked(begin: BeginBare) -> list[ParkedKey]:
    """The keys that wait, oldest first."""
    async with begin() as tx:
        rows = await (await tx.driver()).fetch(_PARKED)
    return [ParkedKey(**{**row, "key": _readable(row["key"])}) for row in rows]


async def replay_parked(topic: str, key: str, request: Request) -> Replayed:
    """Apply everything behind the key, in order, or nothing."""
    batches: Batches[Any] = request.app.state.batches
    try:
        return Replayed(records=await batches.replay(topic, key.encode()))
    except Exception as error:
        if is_outage(error) or is_collision(error):
            raise
        raise Conflict(f"Still failing: {type(error).__name__}", code="still-failing") from error


async def discard_parked(topic: str, key: str, begin: BeginBare) -> Replayed:
    """Give up the key's records; later ones are applied again."""
    async with begin() as tx:
        connection = await tx.driver()
        records = await parking.take_all(connection, topic, key.encode())
        if not records:
            raise NotFound("No such key is parked.")
        await parking.release(connection, topic, key.encode())
    return Replayed(records=len(records))


async def _quarantined(begin: Any, number: int) -> Any:
    async with begin() as tx:
        connection = await tx.driver()
        row = await connection.fetchrow("select * from kernel_quarantine where id = $1", number)
    if row is None:
        raise NotFound("No such record is in quarantine.")
    return row


def _readable(value: bytes | None) -> str | None:
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(value).decode()
