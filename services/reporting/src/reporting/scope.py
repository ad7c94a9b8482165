"""Which facts somebody's figures are made of: those of their areas, or of what is theirs to do.

Contacts have no area: the desk is everybody's there (C01). A dispatch is its order's and an e-mail
its ticket's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import asyncpg

from chassis.database import Driver
from chassis.reach import Reach, Who, reach_of
from chassis.scope import Rows, placed
from chassis.ties import ByAccount, Every, InArea

CONTACTS = Rows("contact", {Reach.AREA: (Every(),), Reach.ASSIGNED: (Every(),)}, "")
TICKETS = Rows(
    "ticket",
    {Reach.AREA: (InArea("area"),), Reach.ASSIGNED: (ByAccount("assignee_id"),)},
    "",
)
ORDERS = Rows(
    "service_order", {Reach.AREA: (InArea("area"),), Reach.ASSIGNED: (InArea("area"),)}, ""
)

_OF_TABLE = {rows.table: rows for rows in (CONTACTS, TICKETS, ORDERS)}
_THROUGH = {
    "dispatch": ("order_id", ORDERS),
    "email": ("ticket_id", TICKETS),
}


@dataclass(frozen=True)
class Eyes:
    """A transaction, as somebody sees it."""

    driver: Driver
    who: Who

    async def fetch(self, table: str, query: str, *values: object) -> Sequence[asyncpg.Record]:
        """Rows of a query on this table that has `{seen}` as one of its conditions."""
        given = list(values)
        seen = _condition(self.who, table, given)
        return await self.driver.fetch(query.format(seen=seen), *given)


def _condition(who: Who, table: str, values: list[object]) -> str:
    parameter = partial(placed, values)
    if table in _OF_TABLE:
        return _OF_TABLE[table].condition(who, parameter)
    if reach_of(who).is_whole:
        return "true"
    column, rows = _THROUGH[table]
    condition = rows.condition(who, parameter)
    return f"{table}.{column} in (select {column} from {rows.table} where {condition})"  # noqa: S608 - names of ours; values are parameters
