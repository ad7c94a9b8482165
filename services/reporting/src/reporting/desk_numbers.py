"""How the desk does: how many came, how long they waited, who gave up, how long attending took."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

import asyncpg
from fastapi import Query
from pydantic import BaseModel

from reporting.answers import Report
from reporting.periods import Period
from reporting.scope import Eyes
from reporting.words import CHANNELS

By = Literal["day", "hour", "channel", "operator", "queue"]
MOST_GROUPS = 1_000

# What PostgreSQL says of no values at all is one null, not two.
_OF_NONE = (None, None)
# Days and hours as the company's clock shows them. A contact is its first taker's.
_KEYS: Mapping[str, str] = {
    "day": "to_char(received_at at time zone $3, 'YYYY-MM-DD')",
    "hour": "to_char(received_at at time zone $3, 'YYYY-MM-DD HH24:00')",
    "channel": "channel",
    "operator": "taken_by::text",
    "queue": "queue",
}
# Of days and hours the newest are of interest, where there are too many.
_ORDERS: Mapping[str, str] = {"day": "desc", "hour": "desc"}

_GROUPS = """
select key, max(taken_by_name) as name, count(*) as contacts, count(taken_at) as taken,
  count(abandoned_seconds) as abandoned, count(handled_seconds) as finished,
  avg(waited_seconds) as waited_average,
  percentile_cont(array[0.5, 0.9]) within group (order by waited_seconds) as waited,
  avg(abandoned_seconds) as abandoned_average, avg(handled_seconds) as handled_average,
  percentile_cont(array[0.5, 0.9]) within group (order by handled_seconds) as handled
from (
  select contact.*, {key} as key from contact
  where received_at >= $1 and received_at < $2 and $3::text is not null
    and ($4::text is null or channel = $4) and ($5::text is null or queue = $5)
    and ($6::uuid is null or taken_by = $6) and {{seen}}) as received
group by grouping sets ((), (key))
order by grouping(key) desc, key {order} nulls last limit {most} + 1
"""


@dataclass(frozen=True)
class Among:
    """Which contacts are counted; None are all."""

    channel: Annotated[str | None, Query(max_length=60)] = None
    queue: Annotated[str | None, Query(max_length=60)] = None
    operator_id: UUID | None = None


class DeskGroup(BaseModel):
    """Contacts with something in common. `waited` is of those that were taken, until they were for
    the first time; `abandoned` of callers who gave up; `handled` of those that an operator
    finished, from taking to finishing. Null where there were none."""

    key: str | None
    label: str | None
    contacts: int
    taken: int
    abandoned: int
    finished: int
    waited_seconds_average: float | None
    waited_seconds_median: float | None
    waited_seconds_p90: float | None
    abandoned_seconds_average: float | None
    handled_seconds_average: float | None
    handled_seconds_median: float | None
    handled_seconds_p90: float | None


class DeskNumbers(Report):
    """Contacts received in the period; `groups` are a thousand at most, of days and hours the
    newest; `total` is of all."""

    by: By
    total: DeskGroup | None
    groups: list[DeskGroup]


async def desk_groups(
    eyes: Eyes, period: Period, by: By, among: Among, zone: str
) -> tuple[DeskGroup | None, list[DeskGroup]]:
    """All contacts together, if there are any, and the groups in the order of their keys."""
    query = _GROUPS.format(key=_KEYS[by], order=_ORDERS.get(by, "asc"), most=MOST_GROUPS)
    values = (period.start, period.end, zone, among.channel, among.queue, among.operator_id)
    everything, *rows = await eyes.fetch("contact", query, *values)
    total = _group("all", "all", everything) if everything["contacts"] else None
    groups = [_group(row["key"], _label(by, row), row) for row in rows]
    return total, groups[::-1] if by in _ORDERS else groups


def _group(key: str | None, label: str | None, row: asyncpg.Record) -> DeskGroup:
    waited_median, waited_p90 = row["waited"] or _OF_NONE
    median, p90 = row["handled"] or _OF_NONE
    return DeskGroup(
        key=key,
        label=label,
        contacts=row["contacts"],
        taken=row["taken"],
        abandoned=row["abandoned"],
        finished=row["finished"],
        waited_seconds_average=row["waited_average"],
        waited_seconds_median=waited_median,
        waited_seconds_p90=waited_p90,
        abandoned_seconds_average=row["abandoned_average"],
        handled_seconds_average=row["handled_average"],
        handled_seconds_median=median,
        handled_seconds_p90=p90,
    )


def _label(by: str, row: asyncpg.Record) -> str | None:
    label: str | None = row["name"] if by == "operator" else row["key"]
    return CHANNELS.get(label, label) if by == "channel" and label else label
