"""How many contacts each screen has in each state, counted no further than anybody reads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from chassis.database import Driver
from intake.application.desk import HIGHEST_COUNT, Counts, DeskQuery
from intake.application.views import ListedScreen
from intake.domain.words import Screen, State
from intake.outbound.desk_filters import conditions_of, states_of

_ONE_SCREEN = """
select '{screen}' as screen, '{state}' as state, count(*) as number from (
  select 1 from contact
  where screen = '{screen}' and state = '{state}' and {{seen}} limit {most}) as c
"""

_MINE = """
select 'mine' as screen, '{state}' as state, count(*) as number from (
  select 1 from contact
  where taken_by = $1 and state = '{state}' and channel in ('call', 'chat') and {{seen}}
  limit {most}) as c
"""

_PIECES = [
    _ONE_SCREEN.format(screen=screen, state=state, most=HIGHEST_COUNT)
    for screen in Screen
    for state in State
] + [_MINE.format(state=state, most=HIGHEST_COUNT) for state in State]

_COUNTS = " union all ".join(_PIECES)

_SCREENS = " union all ".join(_PIECES[: len(Screen) * len(State)])

_MINE_OF_MANY = """
select viewer.id, state.code as state, (select count(*) from (
  select 1 from contact
  where taken_by = viewer.id and state = state.code and channel in ('call', 'chat') and {seen}
  limit {most}) as c) as number
from unnest($1::uuid[]) as viewer (id), unnest($2::text[]) as state (code)
"""

# Nobody counts history; what waits or is attended now is fewer than these.
_SCANNED = 20_000

_ONE_QUESTION = """
select '{state}' as state, count(*) as number from (
  select 1 from (
    select * from contact where state = '{state}' and {screen} and {seen}
    order by received_at desc, id desc limit {scanned}
  ) as contact where {conditions} limit {most}) as c
"""
_NAMES: list[ListedScreen] = ["calls", "calls-without-city", "chats", "inquiries", "mine"]


async def counts(connection: Driver, viewer_id: UUID, seen: str) -> Counts:
    """In one statement; every piece of it reads a bounded stretch of an index.

    `seen` is the condition on the contacts this viewer sees.
    """
    found: dict[str, dict[State, int]] = {screen: {} for screen in _NAMES}
    for row in await connection.fetch(_COUNTS.format(seen=seen), viewer_id):
        found[row["screen"]][State(row["state"])] = row["number"]
    return {screen: found[screen] for screen in _NAMES}


async def counts_of(
    connection: Driver, viewers: Sequence[UUID], seen: str
) -> Mapping[UUID, Counts]:
    """The same for several: the screens are counted once for all of them."""
    screens: dict[str, dict[State, int]] = {screen: {} for screen in Screen}
    for row in await connection.fetch(_SCREENS.format(seen=seen)):
        screens[row["screen"]][State(row["state"])] = row["number"]
    mine: dict[UUID, dict[State, int]] = {viewer: {} for viewer in viewers}
    own = _MINE_OF_MANY.format(seen=seen, most=HIGHEST_COUNT)
    for row in await connection.fetch(own, viewers, list(State)):
        mine[row["id"]][State(row["state"])] = row["number"]
    return {
        viewer: {name: own if name == "mine" else screens[name] for name in _NAMES}
        for viewer, own in mine.items()
    }


async def count(connection: Driver, query: DeskQuery, seen: str) -> Mapping[State, int]:
    """Per state, those that answer a question."""
    values: list[Any] = []
    screen, *conditions = conditions_of(query, values)
    pieces = [
        _ONE_QUESTION.format(
            state=state,
            screen=screen,
            seen=seen,
            conditions=" and ".join(["true", *conditions]),
            scanned=_SCANNED,
            most=HIGHEST_COUNT,
        )
        for state in states_of(replace(query, state=None))
    ]
    rows = await connection.fetch(" union all ".join(pieces), *values)
    return dict.fromkeys(State, 0) | {State(row["state"]): row["number"] for row in rows}
