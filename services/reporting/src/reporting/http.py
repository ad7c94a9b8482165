"""Reports for people. Everything is about one period; see `periods`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from chassis.http import begin_still
from chassis.pages import After, Limit, Page, moment, page_of, position_of
from chassis.policies import Actor, needs
from reporting import series, summary
from reporting.answers import (
    FactRow,
    PeriodShown,
    ResolutionTime,
    Summary,
    TicketsByEmployee,
    TicketsByState,
)
from reporting.desk_numbers import Among, By, DeskNumbers, desk_groups
from reporting.figures import PENDING_STATES, FigureName
from reporting.periods import Period, Question, period_of
from reporting.rows import Position, rows_behind
from reporting.scope import Eyes
from reporting.settings import Settings
from reporting.transaction import Transaction

router = APIRouter(prefix="/api/v1/reports", tags=["reports"])

Reader = Annotated[Actor, needs("reports.read")]

Begin = Annotated[Callable[[], AbstractAsyncContextManager[Transaction]], Depends(begin_still)]
Text = Annotated[str | None, Query(max_length=300)]


def _question(
    request: Request,
    first: Annotated[date | None, Query(alias="from", description="First day")] = None,
    last: Annotated[date | None, Query(alias="to", description="Last day, inside")] = None,
    historic: Annotated[bool, Query(description="All time")] = False,
) -> Question:
    """The current month, if nothing is said."""
    settings: Settings = request.app.state.settings
    now = datetime.now(UTC)
    today = now.astimezone(settings.zone).date()
    period = period_of(first, last, historic=historic, today=today, zone=settings.zone)
    return Question(period, now, now - timedelta(hours=settings.overdue_hours))


def _shown(period: Period) -> PeriodShown:
    return PeriodShown(label=period.label, first=period.first, last=period.last)


Asked = Annotated[Question, Depends(_question)]


def _looking(actor: Reader, begin: Begin) -> Callable[[], AbstractAsyncContextManager[Eyes]]:
    """All numbers of one answer are of the same moment, and of what this person sees."""

    @asynccontextmanager
    async def look() -> AsyncIterator[Eyes]:
        async with begin() as tx:
            yield Eyes(await tx.kernel.driver(), actor)

    return look


Look = Annotated[Callable[[], AbstractAsyncContextManager[Eyes]], Depends(_looking)]


@router.get("/summary")
async def show_summary(asked: Asked, look: Look) -> Summary:
    """The dashboard's numbers."""
    period = asked.period
    async with look() as eyes:
        return Summary(
            period=_shown(asked.period),
            as_of=asked.as_of,
            contacts=await summary.contacts(eyes, period),
            tickets=await summary.tickets(eyes, period, asked.overdue_before),
            orders=await summary.orders(eyes, period),
            dispatches=await summary.dispatches(eyes, period),
            emails=await summary.emails(eyes, period),
        )


@router.get("/tickets-by-state")
async def show_tickets_by_state(asked: Asked, look: Look) -> TicketsByState:
    """Tickets registered in the period, by the state they are in now."""
    async with look() as eyes:
        states = await series.tickets_by_state(eyes, asked.period)
    unsolved = sum(each.count for each in states if each.state in PENDING_STATES)
    return TicketsByState(
        period=_shown(asked.period), as_of=asked.as_of, unsolved=unsolved, states=states
    )


@router.get("/tickets-by-employee")
async def show_tickets_by_employee(
    asked: Asked, look: Look, limit: Annotated[int, Query(ge=1, le=100)] = 10
) -> TicketsByEmployee:
    """Tickets registered in the period, by the employee who has them."""
    async with look() as eyes:
        employees = await series.tickets_by_employee(eyes, asked.period, limit)
    return TicketsByEmployee(period=_shown(asked.period), as_of=asked.as_of, employees=employees)


@router.get("/resolution-time")
async def show_resolution_time(
    asked: Asked, look: Look, unit: Literal["hours", "days"] = "hours"
) -> ResolutionTime:
    """How long the tickets registered in the period took, if they are resolved."""
    async with look() as eyes:
        resolved, average, median, steps = await series.resolution_time(eyes, asked.period, unit)
    return ResolutionTime(
        period=_shown(asked.period),
        as_of=asked.as_of,
        unit=unit,
        resolved=resolved,
        average=average,
        median=median,
        steps=steps,
    )


@router.get("/contacts")
async def show_contacts(
    asked: Asked,
    look: Look,
    request: Request,
    among: Annotated[Among, Depends()],
    by: By = "day",
) -> DeskNumbers:
    """Contacts received in the period: how many, how long they waited, who gave up, and how long
    attending took, by day, hour, channel, operator or queue."""
    zone = request.app.state.settings.time_zone
    async with look() as eyes:
        total, groups = await desk_groups(eyes, asked.period, by, among, zone)
    return DeskNumbers(
        period=_shown(asked.period),
        as_of=asked.as_of,
        by=by,
        total=total,
        groups=groups,
    )


@dataclass(frozen=True)
class Filters:
    """What rows must have in common; an empty text stands for none."""

    state: Text = None
    channel: Text = None
    city: Text = None
    area: Text = None
    category: Text = None
    priority: Text = None
    assignee_id: UUID | None = None

    @property
    def given(self) -> dict[str, object]:
        """Those that were given."""
        return {name: value for name, value in vars(self).items() if value is not None}


@router.get("/rows/{figure}")
async def list_rows(
    figure: FigureName,
    asked: Asked,
    look: Look,
    filters: Annotated[Filters, Depends()],
    after: After = None,
    limit: Limit = 50,
) -> Page[FactRow]:
    """The rows behind a figure of the same period, the newest first."""
    position: Position | None = position_of(after, moment, UUID)
    async with look() as eyes:
        rows = await rows_behind(eyes, figure, asked, filters.given, position, limit + 1)
    found = [FactRow(**row) for row in rows]
    return page_of(found, limit, lambda row: [row.at.isoformat(), row.id])
