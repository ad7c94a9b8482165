"""The series behind the dashboard's charts; each request counts anew."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from reporting.answers import EmployeeCount, ResolutionStep, StateCount
from reporting.figures import FIGURES, FigureName
from reporting.periods import Period
from reporting.scope import Eyes
from reporting.summary import states
from reporting.words import TICKET_STATES

Unit = Literal["hours", "days"]

_SECONDS: dict[Unit, int] = {"hours": 3_600, "days": 86_400}
# The steps of a chart, in the unit; the last one has no end.
_STEPS: dict[Unit, tuple[int, ...]] = {
    "hours": (0, 1, 2, 4, 8, 12, 24, 48, 72),
    "days": (0, 1, 2, 3, 5, 7, 14, 30),
}

_BY_STATE = """
select state, count(*) as count from ticket
where registered_at >= $1 and registered_at < $2 and {seen} group by state
"""

_BY_EMPLOYEE = """
select assignee_id as account_id, max(assignee_name) as name, count(*) as tickets,
  count(*) filter (where priority = 'high') as high,
  count(*) filter (where priority = 'medium') as medium,
  count(*) filter (where priority = 'low') as low
from ticket
where registered_at >= $1 and registered_at < $2 and assignee_id is not null and {seen}
group by assignee_id order by tickets desc, assignee_id limit $3
"""

# A ticket that was finished, reopened and finished again took until the last time.
_TOOK = f"""
select greatest(0, extract(epoch from finished_at - registered_at))::float8 / $3::float8 as took
from ticket where registered_at >= $1 and registered_at < $2 and finished_at is not null
  and {FIGURES[FigureName.TICKETS_RESOLVED].condition} and {{seen}}
"""  # noqa: S608 - holds no input

_RESOLUTION = f"""
select count(*) as resolved, avg(took) as average,
  percentile_cont(0.5) within group (order by took) as median
from ({_TOOK}) as resolved
"""  # noqa: S608 - holds no input

_RESOLUTION_STEPS = f"""
select width_bucket(took, $4::float8[]) as step, count(*) as count
from ({_TOOK}) as resolved group by step
"""  # noqa: S608 - holds no input


async def tickets_by_state(eyes: Eyes, period: Period) -> list[StateCount]:
    """Tickets in each state."""
    rows = await eyes.fetch("ticket", _BY_STATE, period.start, period.end)
    return states(TICKET_STATES, {row["state"]: row["count"] for row in rows})


async def tickets_by_employee(eyes: Eyes, period: Period, most: int) -> list[EmployeeCount]:
    """Employees with most tickets first."""
    rows = await eyes.fetch("ticket", _BY_EMPLOYEE, period.start, period.end, most)
    return [EmployeeCount(**row) for row in rows]


async def resolution_time(
    eyes: Eyes, period: Period, unit: Unit
) -> tuple[int, float | None, float | None, list[ResolutionStep]]:
    """How many were resolved, in how much time on average and in the median, and the chart."""
    seconds, bounds = _SECONDS[unit], _STEPS[unit]
    (row,) = await eyes.fetch("ticket", _RESOLUTION, period.start, period.end, seconds)
    counted = await eyes.fetch(
        "ticket", _RESOLUTION_STEPS, period.start, period.end, seconds, bounds
    )
    by_step = {each["step"]: each["count"] for each in counted}
    return row["resolved"], row["average"], row["median"], _steps(bounds, by_step)


def _steps(bounds: Sequence[int], by_step: dict[int, int]) -> list[ResolutionStep]:
    return [
        ResolutionStep(start=start, end=end, tickets=by_step.get(step, 0))
        for step, (start, end) in enumerate(pairwise((*bounds, None)), 1)
        if start is not None
    ]
