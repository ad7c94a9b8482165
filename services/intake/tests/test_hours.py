"""Business hours at the desk."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from intake.domain.schedules import Holiday

Headers = dict[str, str]
PATH = "/api/v1/contacts"
ALWAYS = [f"{day} 00:00-24:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


@pytest_asyncio.fixture
async def boss(intake: Harness[Any]) -> Headers:
    """Who runs the desk."""
    return await intake.account("contacts.read", "desk.manage", role="supervisor")


async def hours(intake: Harness[Any], who: Headers, **place: str) -> dict[str, Any]:
    answer = await intake.client.get(f"{PATH}/hours", params=place, headers=who)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_without_schedules_it_is_always_open(intake: Harness[Any], ana: Headers) -> None:
    """I05."""
    assert await hours(intake, ana) == {
        "open": True,
        "open_until": None,
        "next_opening": None,
        "schedule": None,
        "time_zone": "America/Argentina/Buenos_Aires",
        "holiday": None,
    }


async def test_each_city_and_channel_has_its_hours(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    """I05: the banner says since when nobody attends, and when somebody does."""
    closed = {"code": "calls", "name": "Llamadas", "weekly": [], "channels": ["call"]}
    rosario = {
        "code": "rosario", "name": "Rosario", "weekly": ALWAYS, "cities": ["Rosario"],
        "time_zone": "America/Bogota",
    }  # fmt: skip
    for body in (closed, rosario):
        answer = await intake.client.post(f"{PATH}/schedules", json=body, headers=boss)
        assert answer.status_code == 201, answer.text

    calls = await hours(intake, ana, channel="call", city="Funes")
    there = await hours(intake, ana, channel="call", city="rosario")

    assert (calls["open"], calls["schedule"], calls["next_opening"]) == (False, "Llamadas", None)
    assert (there["open"], there["time_zone"]) == (True, "America/Bogota")
    assert (await hours(intake, ana, channel="chat"))["schedule"] is None


async def test_a_holiday_closes_and_says_its_name(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    today = datetime.now(ZoneInfo("America/Argentina/Buenos_Aires")).date()
    body = {"code": "all", "name": "Siempre", "weekly": ALWAYS}
    await intake.client.post(f"{PATH}/schedules", json=body, headers=boss)
    always = await hours(intake, ana)
    assert (always["open"], always["open_until"], always["next_opening"]) == (True, None, None)
    for code, day in (("1", today), ("2", today + timedelta(days=1))):
        body = {"code": code, "day": day.isoformat(), "name": "Feriado", "cities": ["Rosario"]}
        await intake.client.post(f"{PATH}/holidays", json=body, headers=boss)

    there = await hours(intake, ana, city="Rosario")

    midnight = datetime.combine(
        today + timedelta(days=2), datetime.min.time(), ZoneInfo("America/Argentina/Buenos_Aires")
    )
    assert (there["open"], there["holiday"]) == (False, "Feriado")
    assert datetime.fromisoformat(there["next_opening"]) == midnight.astimezone(UTC)
    assert (await hours(intake, ana, city="Funes"))["open"]


async def test_settings_are_changed_and_removed_as_they_were_read(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    body = {"name": "Fiesta", "day": "2026-12-25"}
    await intake.client.post(f"{PATH}/holidays", json=body | {"code": "xmas"}, headers=boss)
    path, other = f"{PATH}/holidays/xmas", body | {"hours": ["09:00-13:00"]}

    changed = await intake.client.put(path, json=other, headers=boss | {"If-Match": '"1"'})
    stale = await intake.client.delete(path, headers=boss | {"If-Match": '"1"'})
    refused = await intake.client.delete(path, headers=ana | {"If-Match": '"2"'})
    gone = await intake.client.delete(path, headers=boss | {"If-Match": '"2"'})
    again = await intake.client.delete(path, headers=boss | {"If-Match": '"2"'})

    assert changed.json()["version"] == 2
    codes = [each.status_code for each in (stale, refused, gone, again)]
    assert codes == [412, 403, 204, 404]
    noted = await intake.rows("select action from kernel_audit order by position")
    assert [each["action"] for each in noted] == [
        "desk.holiday.created", "desk.holiday.changed", "desk.holiday.removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("schedules", {"name": "x", "weekly": ["lun 08:00-20:00"]}),
        ("schedules", {"name": "x", "weekly": ["mon 25:00-26:00"]}),
        ("schedules", {"name": "x", "weekly": [], "time_zone": "Mars/Olympus"}),
        ("schedules", {"name": "x", "weekly": [], "channels": ["fax"]}),
        ("holidays", {"name": "x", "day": "2026-12-25", "hours": ["9-13"]}),
    ],
)
async def test_what_are_no_hours_is_refused(
    intake: Harness[Any], boss: Headers, what: str, body: dict[str, Any]
) -> None:
    answer = await intake.client.post(f"{PATH}/{what}", json=body | {"code": "x"}, headers=boss)

    assert answer.status_code == 422


async def test_what_was_read_before_a_change_was_committed_is_not_remembered(
    intake: Harness[Any],
) -> None:
    """Whoever changes a setting meets it in the process that changed it."""
    database, ours = intake.service.database, Holiday("x", date(2026, 12, 25), "Navidad")
    async with database.begin(fresh_cause()) as changing:
        await changing.settings.holidays.add(ours)
        async with database.begin(fresh_cause()) as reading:
            assert (await reading.rules.now()).hours.holidays == []
    async with database.begin(fresh_cause()) as after:
        assert (await after.rules.now()).hours.holidays == [ours]


async def test_a_change_that_is_taken_back_is_not_remembered(intake: Harness[Any]) -> None:
    database, ours = intake.service.database, Holiday("x", date(2026, 12, 25), "Navidad")

    async def fail() -> None:
        async with database.begin(fresh_cause()) as changing:
            await changing.settings.holidays.add(ours)
            assert (await changing.rules.now()).hours.holidays == [ours]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.begin(fresh_cause()) as after:
        assert (await after.rules.now()).hours.holidays == []
