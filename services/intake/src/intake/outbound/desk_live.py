"""What open streams show of contacts that changed: one look for all of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.database import Driver
from intake.application.desk import DeskQuery
from intake.application.views import StoredContact
from intake.outbound.desk_filters import conditions_of, states_of
from intake.outbound.desk_lists import STORED, stored_contact

Fits = tuple[StoredContact, frozenset[DeskQuery]]
"""A contact, and which of the questions it answers."""


async def changed(
    connection: Driver, ids: Sequence[UUID], queries: Sequence[DeskQuery], seen: str
) -> Mapping[UUID, Fits]:
    """Those of these contacts that are seen."""
    values: list[Any] = [ids]
    fits = ", ".join(_whether(query, values) for query in queries)
    statement = (
        f"select {STORED}, array[{fits}]::boolean[] as fits from contact "  # noqa: S608 - our own words; values are parameters
        f"where id = any($1::uuid[]) and {seen}"
    )
    found = await connection.fetch(statement, *values)
    return {
        row["id"]: (
            stored_contact(row),
            frozenset(query for query, it in zip(queries, row["fits"], strict=True) if it),
        )
        for row in found
    }


def _whether(query: DeskQuery, values: list[Any]) -> str:
    states = ", ".join(f"'{state}'" for state in states_of(query))
    conditions = " and ".join([f"state in ({states})", *conditions_of(query, values)])
    return f"coalesce({conditions}, false)"
