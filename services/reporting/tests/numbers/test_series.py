"""The series behind the charts, explained like the figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from contracts import tickets

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World


async def test_employees_with_most_tickets_come_first(
    world: World, history: list[StoredRecord]
) -> None:
    """E90: by employee, coloured by complexity."""
    await world.deliver(history)

    employees = (await world.get("tickets-by-employee"))["employees"]

    counts = [each["tickets"] for each in employees]
    assert counts == sorted(counts, reverse=True)
    for each in employees:
        by_priority = {
            priority: len(
                await world.rows(
                    "tickets.registered", assignee_id=each["account_id"], priority=priority
                )
            )
            for priority in ("high", "medium", "low")
        }
        assert by_priority == {priority: each[priority] for priority in by_priority}
        assert sum(by_priority.values()) == each["tickets"]
    assert len((await world.get("tickets-by-employee", historic="true", limit=1))["employees"]) == 1


async def test_unsolved_tickets_are_shown_by_state(
    world: World, history: list[StoredRecord]
) -> None:
    """E87."""
    await world.deliver(history)

    series = await world.get("tickets-by-state")

    assert [state["label"] for state in series["states"]] == [
        "Registrado",
        "Asignado",
        "En Proceso",
        "Finalizado",
        "Cerrado",
        "Cancelado",
    ]
    assert series["unsolved"] == len(await world.rows("tickets.pending"))


async def test_resolution_time_is_up_to_the_last_finish(world: World, lived: Life) -> None:
    """E88: in hours or days. One ticket took 2 hours; another was reopened and took 5 in all."""
    account = UUID(int=1)
    start = datetime.now(UTC) - timedelta(days=3)
    for number, finishes in enumerate(([3], [2, 6]), 1):
        key = uuid4()
        registered = tickets.TicketRegisteredV1(
            ticket_id=key,
            number=number,
            title="t",
            description="d",
            area="a",
            registered_at=start,
        )
        between = tickets.TicketStartedV1(ticket_id=key)
        events: list[Any] = [registered, *[between] * (finishes[-1] - 1)]
        for place in finishes:
            events[place - 1] = tickets.TicketFinishedV1(
                ticket_id=key, resolution="r", finished_by=account
            )
        await world.deliver(lived(key, start, events))

    hours = await world.get("resolution-time")
    days = await world.get("resolution-time", historic="true", unit="days")

    assert (hours["resolved"], hours["average"], hours["median"]) == (2, 3.5, 3.5)
    steps = {(s["start"], s["end"]): s["tickets"] for s in hours["steps"] if s["tickets"]}
    assert steps == {(2, 4): 1, (4, 8): 1}
    assert days["average"] == pytest.approx(3.5 / 24)
    assert days["steps"][0] == {"start": 0, "end": 1, "tickets": 2}
    assert days["steps"][-1]["end"] is None


async def test_a_ticket_is_overdue_after_a_day_unless_it_is_resolved(
    world: World, lived: Life
) -> None:
    """E85, X20: 24 hours by default."""
    for hours, finished in ((23, False), (25, False), (30, True)):
        key = uuid4()
        start = datetime.now(UTC) - timedelta(hours=hours)
        registered = tickets.TicketRegisteredV1(
            ticket_id=key, number=hours, title="t", description="d", area="a", registered_at=start
        )
        done = tickets.TicketFinishedV1(ticket_id=key, resolution="r", finished_by=None)
        await world.deliver(lived(key, start, [registered, done] if finished else [registered]))

    overdue = await world.rows("tickets.overdue")

    assert [row["number"] for row in overdue] == [25]
