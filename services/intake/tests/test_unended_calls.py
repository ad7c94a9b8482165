"""Calls whose exchange never told that they ended: none is in course for ever (C15, X16)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from services.intake.tests.conftest import KEY

from chassis.upkeep import do
from chassis_testing.harness import Harness
from intake.application import end_unheard_calls
from intake.inbound.timers import end_calls

Intake = Harness[Any]
Headers = dict[str, str]


async def let_hours_pass(intake: Intake, **hours: int) -> None:
    """Move times of all contacts back."""
    moved = ", ".join(f"{name} = {name} - interval '{count} h'" for name, count in hours.items())
    async with intake.system() as connection:
        await connection.exec_driver_sql(f"update contact set {moved}")  # noqa: S608 - the test's


async def look(intake: Intake) -> None:
    await do(intake.service.database.begin, end_calls)


async def state(intake: Intake, who: Headers, contact_id: UUID) -> Any:
    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=who)
    return answer.json()["contact"]["state"]["code"]


async def test_who_was_never_answered_waits_to_be_called_back(
    intake: Intake, channels: Any, desk: Any, ana: Headers
) -> None:
    """C04; and nobody waited four hours in a line: the numbers do not count it as such."""
    contact_id = await channels.new_call()
    await let_hours_pass(intake, received_at=5, started_at=5)

    await look(intake)
    await look(intake)

    assert await state(intake, ana, contact_id) == "open"
    (told,) = [e for e in await desk.told(contact_id) if e.type.endswith("state-changed.v1")]
    assert (told.data["state"], told.data["abandoned_seconds"]) == ("open", None)
    assert [row["missed"] for row in await intake.rows("select missed from call_back")] == [1]


async def test_who_was_answered_is_closed(intake: Intake, channels: Any, ana: Headers) -> None:
    contact_id = await channels.new_call()
    await channels.call("answer", "c1", user="100")
    await let_hours_pass(intake, received_at=6, started_at=6, answered_at=5)

    await look(intake)

    assert await state(intake, ana, contact_id) == "closed"


async def test_all_of_them_end_however_many_one_transaction_may_end(
    intake: Intake, channels: Any, ana: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(end_unheard_calls, "_AT_ONCE", 1)
    contacts = [await channels.new_call(name) for name in ("c1", "c2", "c3")]
    await let_hours_pass(intake, received_at=5, started_at=5)

    await look(intake)

    assert [await state(intake, ana, each) for each in contacts] == ["open"] * 3


@pytest.mark.parametrize("hours", [(3, 3), (9, 3)], ids=["young", "answered late"])
async def test_what_may_be_in_course_is_left_alone(
    intake: Intake, channels: Any, ana: Headers, hours: tuple[int, int]
) -> None:
    contact_id = await channels.new_call()
    await channels.call("answer", "c1", user="100")
    came, answered = hours
    await let_hours_pass(intake, received_at=came, started_at=came, answered_at=answered)
    before = await intake.emitted()

    await look(intake)

    assert await state(intake, ana, contact_id) == "live"
    assert await intake.emitted() == before


async def test_what_the_exchange_tells_late_is_believed(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    """It hung up while ringing, long before we gave the call up."""
    contact_id = await channels.new_call()
    await channels.call("answer", "c1", user="100")
    await let_hours_pass(intake, received_at=6, started_at=6, answered_at=5)
    await look(intake)

    body = {"event": "hangup", "callId": "c1", "cause": "cancel"}
    then = {"ce-time": (datetime.now(UTC) - timedelta(hours=5)).isoformat()}
    told = await intake.client.post(f"/api/v1/intake/calls/{KEY}", json=body, headers=then)

    assert told.status_code == 202, told.text
    assert await state(intake, ana, contact_id) == "open"
