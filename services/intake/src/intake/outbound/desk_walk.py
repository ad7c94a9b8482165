"""How far a list was looked through for what few contacts have, and where it goes on."""

from typing import Any

from chassis.database import Driver
from chassis.scope import placed
from intake.application.desk import DeskQuery, Stretch
from intake.application.views import StoredContact
from intake.outbound.desk_filters import states_of
from intake.outbound.desk_lists import MOST_LOOKED_AT, order_of, stretch_conditions


async def walked(
    connection: Driver, query: DeskQuery, seen: str, rows: list[StoredContact]
) -> Stretch:
    """The rows up to where the first of the states was looked through no further: behind it, those
    of another state would hide what this one still has."""
    statement, values = _end_statement(query, seen, rows)
    ends = await connection.fetch(statement, *values)
    if not ends:
        return Stretch(rows)
    reached = (ends[0]["received_at"], ends[0]["id"])
    if query.sort == "-date":
        return Stretch([row for row in rows if (row.date, row.id) >= reached], reached)
    return Stretch([row for row in rows if (row.date, row.id) <= reached], reached)


def _end_statement(query: DeskQuery, seen: str, rows: list[StoredContact]) -> tuple[str, list[Any]]:
    values: list[Any] = []
    conditions = [*stretch_conditions(query, values), seen]
    if len(rows) == query.limit:
        # A full page: whether a state ends behind it is no matter of this one.
        at, contact_id = (placed(values, value) for value in (rows[-1].date, rows[-1].id))
        before = ">" if query.sort == "-date" else "<"
        conditions.append(f"(received_at, id) {before} ({at}, {contact_id})")
    order = order_of(query)
    ends = " union all ".join(
        f"(select received_at, id from contact where state = '{state}' "  # noqa: S608 - our own words; values are parameters
        f"and {' and '.join(conditions)} {order} offset {MOST_LOOKED_AT - 1} limit 1)"
        for state in states_of(query)
    )
    return f"select * from ({ends}) as ends {order} limit 1", values  # noqa: S608 - as above
