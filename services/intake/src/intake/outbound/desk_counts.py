"""How many contacts each screen has in each state, counted no further than anybody reads."""

from uuid import UUID

from chassis.database import Driver
from intake.application.desk import HIGHEST_COUNT, Counts
from intake.application.views import ListedScreen
from intake.domain.words import Screen, State

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


async def counts(connection: Driver, viewer_id: UUID, seen: str) -> Counts:
    """In one statement; every piece of it reads a bounded stretch of an index.

    `seen` is the condition on the contacts this viewer sees.
    """
    screens: list[ListedScreen] = ["calls", "calls-without-city", "chats", "inquiries", "mine"]
    found: dict[str, dict[State, int]] = {screen: {} for screen in screens}
    for row in await connection.fetch(_COUNTS.format(seen=seen), viewer_id):
        found[row["screen"]][State(row["state"])] = row["number"]
    return {screen: found[screen] for screen in screens}
