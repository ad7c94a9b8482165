"""Every number can be explained: it is the number of the rows behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import mean, median
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from contracts import intake, tickets
from reporting.figures import FigureName

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World


def figure_in(report: dict[str, Any], name: str) -> int:
    """The number a figure has in the summary."""
    subject, _, what = name.partition(".")
    number: int = report[subject][what]
    return number


@pytest.mark.parametrize("name", list(FigureName))
async def test_a_figure_is_the_number_of_its_rows(
    world: World, history: list[StoredRecord], name: str
) -> None:
    """E83–E86 and all others."""
    await world.deliver(history)

    rows = await world.rows(name)

    assert figure_in(await world.get("summary"), name) == len(rows) > 0
    assert len({row["id"] for row in rows}) == len(rows)
    moments = [row["at"] for row in rows]
    assert moments == sorted(moments, reverse=True)


async def test_parts_are_explained_and_add_up(world: World, history: list[StoredRecord]) -> None:
    await world.deliver(history)
    report = await world.get("summary")

    contacts = report["contacts"]
    assert sum(channel["received"] for channel in contacts["channels"]) == contacts["received"]
    for channel in contacts["channels"]:
        assert sum(state["count"] for state in channel["states"]) == channel["received"]
        for state in channel["states"]:
            rows = await world.rows(
                "contacts.received", channel=channel["channel"], state=state["state"]
            )
            assert len(rows) == state["count"]
        taken = await world.rows("contacts.taken", channel=channel["channel"])
        assert len(taken) == channel["taken"]
    for subject, figure in (("tickets", "registered"), ("orders", "opened")):
        for state in report[subject]["states"]:
            rows = await world.rows(f"{subject}.{figure}", state=state["state"])
            assert len(rows) == state["count"]
        assert sum(s["count"] for s in report[subject]["states"]) == report[subject][figure]


async def test_groups_of_tickets_are_explained(world: World, history: list[StoredRecord]) -> None:
    """E89: by category, coloured by state; and by area."""
    await world.deliver(history)
    report = (await world.get("summary"))["tickets"]

    for kind, column in (("categories", "category"), ("areas", "area")):
        assert sum(group["registered"] for group in report[kind]) == report["registered"]
        for group in report[kind]:
            named = {column: group["name"] or ""}
            assert len(await world.rows("tickets.registered", **named)) == group["registered"]
            assert len(await world.rows("tickets.pending", **named)) == group["pending"]
            closed = await world.rows("tickets.registered", state="closed", **named)
            assert len(closed) == group["closed"]
    without = next(group for group in report["categories"] if group["name"] is None)
    assert without["label"] == "Sin categoría"


async def test_the_waiting_ends_when_somebody_takes_the_contact_first(
    world: World, history: list[StoredRecord]
) -> None:
    await world.deliver(history)
    facts = await world.harness.rows(
        "select waited_seconds from contact where waited_seconds is not null"
    )
    waited = [fact["waited_seconds"] for fact in facts]

    report = (await world.get("summary"))["contacts"]

    assert max(waited) < 600
    assert report["waited_seconds_average"] == pytest.approx(mean(waited))
    assert report["waited_seconds_median"] == pytest.approx(median(waited))


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


async def test_nothing_happened_is_a_report_too(world: World) -> None:
    report = await world.get("summary")

    assert {name: figure_in(report, name) for name in FigureName} == dict.fromkeys(FigureName, 0)
    assert report["contacts"]["waited_seconds_average"] is None
    assert (await world.get("resolution-time"))["median"] is None


async def test_what_is_known_only_in_part_is_not_counted_yet(world: World, lived: Life) -> None:
    """A state whose contact is still to come changes no number."""
    key = uuid4()
    changed = intake.ContactStateChangedV1(contact_id=key, channel="call", state="closed")

    await world.deliver(lived(key, datetime.now(UTC), [changed]))

    assert (await world.get("summary"))["contacts"]["received"] == 0
