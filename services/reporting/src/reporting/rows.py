"""The rows behind a figure: as many as the figure says."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from chassis.errors import Invalid
from reporting.figures import FIGURES, FigureName
from reporting.periods import Question
from reporting.scope import Eyes

Position = tuple[datetime, UUID]

# The moment of overdue tickets is named in every query, so that it always has its place.
_LIST = """
select {key} as id, {moment} as at, {shown} from {table}
where {moment} >= $1 and {moment} < $2 and ({condition}) and $3::timestamptz is not null
  and ({moment}, {key}) < ($4, $5){filters} and {{seen}}
order by {moment} desc, {key} desc limit $6
"""
_BEFORE_ALL = UUID(int=2**128 - 1)


async def rows_behind(
    eyes: Eyes,
    name: FigureName,
    asked: Question,
    filters: Mapping[str, object],
    after: Position | None,
    most: int,
) -> Sequence[asyncpg.Record]:
    """The newest first. An empty text as a filter means that there is none."""
    figure = FIGURES[name]
    subject = figure.subject
    conditions, values = "", list[object]()
    for column, wanted in filters.items():
        if column not in subject.shown:
            raise Invalid(f"{name} cannot be filtered by {column}.", code="wrong-filter")
        expression = subject.shown[column]
        if wanted == "":
            conditions += f" and {expression} is null"
        else:
            values.append(wanted)
            conditions += f" and {expression} = ${6 + len(values)}"
    query = _LIST.format(
        key=subject.key,
        moment=subject.moment,
        shown=", ".join(f"{column} as {shown}" for shown, column in subject.shown.items()),
        table=subject.table,
        condition=figure.condition,
        filters=conditions,
    )
    period = asked.period
    place = after or (period.end, _BEFORE_ALL)
    return await eyes.fetch(
        subject.table,
        query,
        period.start,
        period.end,
        asked.overdue_before,
        *place,
        most,
        *values,
    )
