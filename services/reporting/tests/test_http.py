"""Who may ask what, and how questions are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from pydantic import ValidationError

from chassis.policies import policy_names
from chassis_testing.harness import record_of
from contracts.directory import AccountChangedV1
from contracts.tickets import TicketRegisteredV1

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, StartWorld, World

PATHS = [
    "summary",
    "tickets-by-state",
    "tickets-by-employee",
    "resolution-time",
    "rows/tickets.pending",
    "contacts",
]


async def test_every_route_has_one_policy(world: World) -> None:
    routes = world.harness.service.definition.routers[0].routes

    names = [policy_names(route.dependant) for route in routes if isinstance(route, APIRoute)]
    assert names == [["reports.read"]] * len(PATHS)


@pytest.mark.parametrize("path", PATHS)
async def test_reports_are_for_those_who_may_read_them(world: World, path: str) -> None:
    url = f"/api/v1/reports/{path}"
    others = await world.harness.account("tickets.read", "emails.read")

    assert (await world.harness.client.get(url)).status_code == 401
    assert (await world.harness.client.get(url, headers=others)).status_code == 403
    assert (await world.harness.client.get(url, headers=world.headers)).status_code == 200


async def test_a_right_taken_away_is_gone(world: World) -> None:
    account_id = world.headers["X-Account-Id"]
    changed = AccountChangedV1(
        account_id=account_id,
        login="x",
        name="x",
        email="x@example.com",
        role="supervisor",
        areas=[],
        permissions=[],
        active=True,
    )
    await world.harness.deliver([record_of(changed, key=account_id, version=2)])

    answer = await world.harness.client.get("/api/v1/reports/summary", headers=world.headers)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("summary?from=yesterday", "wrong-fields"),
        ("summary?from=2026-02-30", "wrong-fields"),
        ("summary?from=2026-02-02&to=2026-02-01", "wrong-period"),
        ("summary?from=0001-01-01", "wrong-period"),
        ("summary?to=9999-12-31", "wrong-period"),
        ("summary?historic=true&to=2026-02-01", "historic-has-no-bounds"),
        ("tickets-by-employee?limit=0", "wrong-fields"),
        ("resolution-time?unit=years", "wrong-fields"),
        ("rows/tickets.forgotten", "wrong-fields"),
        ("rows/tickets.pending?after=nonsense", "wrong-cursor"),
        ("rows/tickets.pending?channel=call", "wrong-filter"),
        ("rows/emails.sent?area=support", "wrong-filter"),
        ("rows/tickets.pending?limit=201", "wrong-fields"),
        ("rows/tickets.pending?assignee_id=1", "wrong-fields"),
    ],
)
async def test_a_wrong_question_is_refused(world: World, query: str, code: str) -> None:
    url = f"/api/v1/reports/{query}"

    answer = await world.harness.client.get(url, headers=world.headers)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_only_the_period_asked_for_is_counted(world: World, lived: Life) -> None:
    """E100, E102: the current month by default; days as the company's clock counts them."""
    today = datetime.now(UTC)
    for days in (0, 70):
        key, at = uuid4(), today - timedelta(days=days)
        event = TicketRegisteredV1(
            ticket_id=key, number=days, title="t", description="d", area="a", registered_at=at
        )
        await world.deliver(lived(key, at, [event]))
    past = (today - timedelta(days=72)).date().isoformat()
    until = (today - timedelta(days=68)).date().isoformat()

    answer = await world.harness.client.get("/api/v1/reports/summary", headers=world.headers)
    month = answer.json()
    then = await world.get("summary", **{"from": past, "to": until})
    ever = await world.get("summary", historic="true")

    assert (month["period"]["label"], month["tickets"]["registered"]) == ("Mes actual", 1)
    assert (then["period"]["label"], then["tickets"]["registered"]) == (f"{past} a {until}", 1)
    assert (ever["period"]["label"], ever["tickets"]["registered"]) == ("Histórico", 2)


async def test_a_time_zone_that_is_none_stops_the_start(start_world: StartWorld) -> None:
    with pytest.raises(ValidationError, match="America/Bogota"):
        await start_world(time_zone="Cordoba")
