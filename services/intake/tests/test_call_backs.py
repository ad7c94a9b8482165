"""Who called in vain is on a list until they were reached."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from chassis_testing.harness import Harness

Headers = dict[str, str]
Intake = Harness[Any]
PATH = "/api/v1/contacts/call-backs"
ONE, TWO = "+543415550001", "+543415550002"


async def listed(intake: Intake, who: Headers, **query: Any) -> list[dict[str, Any]]:
    answer = await intake.client.get(PATH, params=query, headers=who)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def tried(intake: Intake, row: dict[str, Any], who: Headers, outcome: str) -> Any:
    body = {"outcome": outcome, "note": "Contestador"}
    return await intake.client.post(f"{PATH}/{row['id']}/attempts", json=body, headers=who)


async def test_calls_of_one_phone_are_one_caller_however_often_they_are_reported(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    """C04."""
    for call_id in ("1", "2"):
        await channels.missed_call(call_id)
    await channels.call("hangup", "2", cause="cancel")
    await channels.new_call("2")
    await channels.missed_call("3", **{"from": "anonymous"})

    (row,) = await listed(intake, ana)

    assert (row["phone"], row["missed"], row["state"], row["label"]) == (
        ONE,
        2,
        "open",
        "PENDIENTE",
    )
    waits = datetime.fromisoformat(row["due_at"]) - datetime.fromisoformat(row["first_missed_at"])
    assert (waits, row["overdue"]) == (timedelta(minutes=30), False)


async def test_a_call_in_course_or_answered_is_nobody_to_be_called_back(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    await channels.new_call("1")
    await channels.new_call("2")
    await channels.call("answer", "2", user="201")
    await channels.call("hangup", "2", cause="normal_clearing")

    assert await listed(intake, ana) == []


async def test_who_gets_through_by_another_contact_needs_no_call_back(
    intake: Intake, channels: Any, customers: Any, desk: Any, ana: Headers
) -> None:
    """C04: by an answered call, or a chat that is taken."""
    await customers.exists(phones=[ONE])
    await channels.missed_call("1")
    await channels.missed_call("2", **{"from": TWO})
    await channels.new_call("3")
    await channels.call("answer", "3", user="201")
    after_call = [row["phone"] for row in await listed(intake, ana)]
    chat = await channels.chat(phone=TWO)
    await desk.act("take", chat, ana)

    assert after_call == [TWO]
    assert await listed(intake, ana) == []
    assert {row["phone"] for row in await listed(intake, ana, state="cleared")} == {ONE, TWO}


async def test_taking_the_missed_call_itself_keeps_it_and_finishing_it_ends_it(
    intake: Intake, channels: Any, desk: Any, ana: Headers
) -> None:
    contact_id = await channels.missed_call("1")
    await desk.act("take", contact_id, ana)
    held = await listed(intake, ana)
    await desk.act("finish", contact_id, ana, {"outcome": "Se la llamó"})

    assert len(held) == 1
    assert await listed(intake, ana) == []
    assert len(await listed(intake, ana, state="done")) == 1


async def test_attempts_are_noted_and_the_next_call_opens_it_anew(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    await channels.missed_call("1")
    (row,) = await listed(intake, ana)

    first = (await tried(intake, row, ana, "no-answer")).json()
    later = await listed(intake, ana)
    reached = (await tried(intake, row, ana, "reached")).json()
    again = await tried(intake, row, ana, "reached")
    await channels.missed_call("2")

    assert (first["attempts"], first["last_outcome"], first["note"]) == (
        1, "no-answer", "Contestador",
    )  # fmt: skip
    assert later[0]["due_at"] > row["due_at"]
    assert (reached["state"], reached["attempts"]) == ("done", 2)
    assert (again.status_code, again.json()["code"]) == (409, "call-back-is-over")
    (anew,) = await listed(intake, ana)
    assert (anew["missed"], anew["attempts"], anew["id"] != row["id"]) == (1, 0, True)


async def test_the_list_goes_by_when_they_are_due_page_by_page(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    for n in range(5):
        await channels.missed_call(str(n), **{"from": f"+54341555000{n}"})
    found: list[str] = []
    after: str | None = None
    while True:
        query: dict[str, Any] = {"limit": 2, **({"after": after} if after else {})}
        page = (await intake.client.get(PATH, params=query, headers=ana)).json()
        found += [row["phone"] for row in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert found == [f"+54341555000{n}" for n in range(5)]


async def test_calls_of_one_phone_at_once_are_one_caller(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    await asyncio.gather(*(channels.missed_call(str(n)) for n in range(8)))

    (row,) = await listed(intake, ana)
    assert row["missed"] == 8


async def test_a_queue_that_wants_it_calls_nobody_back(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    boss = await intake.account("contacts.read", "desk.manage", role="supervisor")
    body = {"name": "General", "call_back_minutes": None}
    await intake.client.put(
        "/api/v1/contacts/queues/general", json=body, headers=boss | {"If-Match": "1"}
    )
    await channels.missed_call("1")

    assert await listed(intake, ana) == []
