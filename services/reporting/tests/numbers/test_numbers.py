"""Every number can be explained: it is the number of the rows behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import mean, median
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from chassis.records import StoredRecord
from contracts import intake
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


async def test_a_filter_is_a_value_and_never_a_statement(
    world: World, history: list[StoredRecord]
) -> None:
    await world.deliver(history)

    assert await world.rows("tickets.pending", area="x' or true --") == []
    assert await world.rows("contacts.received", city="Cali") != []
