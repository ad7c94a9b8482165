"""Where a list of tickets is looked through for what few of them may have.

Two filters may both be frequent and never meet, and a title may be that of very many. Whatever the
planner believes of that, a page is looked for in a bounded stretch of one index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, any_, cast, false, func, select, true, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import Uuid

from chassis.reach import reach_of
from chassis.searching import grams
from tickets.application.ports import TicketFilter
from tickets.domain.people import Person
from tickets.outbound.list_filters import narrowings, number_in
from tickets.outbound.scope import TICKETS
from tickets.outbound.tables import tickets, title_gram

Ways = Sequence[ColumnElement[bool]]

MOST_LOOKED_AT = 10_000
"""Tickets in which a page is looked for, where few may be what is asked for."""


@dataclass(frozen=True)
class Walk:
    """The page is looked for in these stretches of indexes: the tickets that go one of these ways,
    down to the number `reached`, or to the last."""

    ways: Ways
    reached: int | None = None


async def walk_of(
    connection: AsyncConnection, person: Person, wanted: TicketFilter, below: int | None
) -> Walk | None:
    """Where to look; None where one index in its order has the page."""
    if wanted.query and number_in(wanted.query) is not None:
        return None
    if wanted.query:
        ids = list(await connection.scalars(_found(wanted.query)))
        if len(ids) <= MOST_LOOKED_AT:
            return Walk([tickets.c.id == any_(cast(ids, ARRAY(Uuid)))])
    leads = _leads(person, wanted)
    if not wanted.query and not _may_be_rare(person, wanted):
        return None
    ends: Sequence[int | None] = (await connection.execute(_ends(leads, below))).one()
    # The one that leads furthest back.
    reached, ways = min(zip(ends, leads, strict=True), key=lambda each: each[0] or 0)
    return Walk(ways, reached)


def _may_be_rare(person: Person, wanted: TicketFilter) -> bool:
    """Whether two conditions must meet, each of which leads through an index of its own."""
    return len(narrowings(wanted)) + (not reach_of(person).is_whole) > 1


def _found(query: str) -> Select[tuple[UUID]]:
    """Those that may have it in their title; one more than are looked at where they are too many:
    then a walk through the list soon has a page."""
    return (
        select(title_gram.c.ticket_id)
        .where(title_gram.c.grams.contains(grams(query)))
        .limit(MOST_LOOKED_AT + 1)
    )


def _leads(person: Person, wanted: TicketFilter) -> list[Ways]:
    """What can be gone by, each of them on ways that see all there is. What is held back from
    somebody is read and not counted: they go by what is theirs, or by what is little anyway."""
    whole = reach_of(person).is_whole
    leads = [each.ways for each in narrowings(wanted) if whole or each.is_little]
    branches = TICKETS.branches(person) or [false()]
    return leads if leads and whole else [*leads, branches]


def _ends(leads: Sequence[Ways], below: int | None) -> Select[Any]:
    """For each, the number down to which the stretch goes; null where that is all there is."""
    ends: list[Any] = [_end(ways, below).label(f"end_{i}") for i, ways in enumerate(leads)]
    return select(*ends)


def _end(ways: Ways, below: int | None) -> ColumnElement[int | None]:
    share = MOST_LOOKED_AT // len(ways)
    bound = true() if below is None else tickets.c.number < below
    each = [
        select(tickets.c.number)
        .where(way, bound)
        .order_by(tickets.c.number.desc())
        .offset(share - 1)
        .limit(1)
        .subquery()
        for way in ways
    ]
    ends = union_all(*(select(end.c.number) for end in each)).subquery()
    return select(func.max(ends.c.number)).scalar_subquery()
