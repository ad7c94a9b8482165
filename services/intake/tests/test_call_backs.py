"""Who called in vain is on a list until they were reached."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis import database
from chassis.reach import Reach, Scope
from chassis.records import StoredRecord
from chassis.row_security import tell_scope
from chassis.upkeep import do
from chassis_testing.harness import Harness, record_of
from contracts.channels import CallReportedV1
from intake.application.desk import HIGHEST_COUNT
from intake.outbound.call_back_store import COUNTS
from intake.outbound.settled_work import forget_settled

Headers = dict[str, str]
Intake = Harness[Any]
PATH = "/api/v1/contacts/call-backs"
ONE, TWO, THREE = "+543415550001", "+543415550002", "+543415550003"


async def listed(intake: Intake, who: Headers, **query: Any) -> list[dict[str, Any]]:
    answer = await intake.client.get(PATH, params=query, headers=who)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def badge(intake: Intake, who: Headers) -> dict[str, int]:
    """What stands beside the list's name."""
    answer = await intake.client.get("/api/v1/contacts/counts", headers=who)
    found: dict[str, int] = answer.json()["call_backs"]
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


async def test_a_call_that_was_passed_on_is_not_called_back_from_here(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    """C04, I01."""
    for call, cause in (("1", "forwarded"), ("2", "BLIND_TRANSFER")):
        await channels.new_call(call)
        ended = await channels.call("hangup", call, cause=cause)
        assert ended.json()["state"] == "closed"

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


async def test_those_who_wait_are_counted_and_those_who_waited_too_long(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    """C04, C16."""
    for phone in (ONE, TWO):
        await channels.missed_call(phone, **{"from": phone})
    fresh = await badge(intake, ana)
    async with intake.system() as connection:
        late = "update call_back set due_at = now() - interval '1 minute' where phone = $1"
        await connection.exec_driver_sql(late, (ONE,))
    one = await badge(intake, ana)
    (row, _) = await listed(intake, ana)
    await tried(intake, row, ana, "reached")

    assert (fresh, one) == ({"open": 2, "overdue": 0}, {"open": 2, "overdue": 1})
    assert await badge(intake, ana) == {"open": 1, "overdue": 0}


_MANY = """
insert into call_back (id, phone, queue, contact_id, missed, first_missed_at, last_missed_at,
  due_at, state, attempts)
select gen_random_uuid(), n::text, 'general', gen_random_uuid(), 1, now(), now(),
  now() + (n % 7 - 5) * interval '1 hour', case when n % 6 = 0 then 'open' else 'done' end, 0
from generate_series(1, 12000) as n
"""


async def test_of_many_no_more_are_counted_than_anybody_reads(intake: Intake, ana: Headers) -> None:
    """By an index alone, whatever the table holds."""
    async with intake.system() as connection:
        await connection.exec_driver_sql(_MANY)
    async with intake.service.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.exec_driver_sql("vacuum analyze call_back")
    assert await badge(intake, ana) == {"open": 1_000, "overdue": 1_000}

    explain = "explain (analyze, buffers, format json)"
    async with intake.service.engine.begin() as connection:
        await tell_scope(connection, Scope(Reach.AREA))
        statement = COUNTS.format(seen="true", most=HIGHEST_COUNT)
        found = (await connection.exec_driver_sql(f"{explain} {statement}")).scalar_one()
    steps = [step for step in steps_of(found[0]["Plan"]) if "Relation Name" in step]
    assert [step["Node Type"] for step in steps] == ["Index Only Scan"] * 2
    assert [step["Actual Rows"] for step in steps] == [1_000, 1_000]
    assert sum(step["Shared Hit Blocks"] + step["Shared Read Blocks"] for step in steps) < 100


def steps_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(step for child in plan.get("Plans", []) for step in steps_of(child))]


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


TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)


def step(event: str, call_id: str, minute: int, **fields: Any) -> StoredRecord:
    """A step of a call of the first phone, some minutes after ten; who hears of it, and when, does
    not matter."""
    said = CallReportedV1(call_id=call_id, event=event, from_number=ONE, **fields)
    record = record_of(said, key=call_id, source="pbx")
    headers = [(name, value) for name, value in record.headers if name != "ce_time"]
    at = (TEN + timedelta(minutes=minute)).isoformat().encode()
    return replace(record, headers=[*headers, ("ce_time", at)])


def attended(call_id: str, *minutes: int) -> list[StoredRecord]:
    steps = [step("new_call", call_id, minutes[0]), step("answer", call_id, minutes[0], user="201")]
    return [*steps, step("hangup", call_id, minutes[1], cause="normal_clearing")]


def missed(call_id: str, minute: int, cause: str = "cancel") -> list[StoredRecord]:
    return [step("new_call", call_id, minute - 1), step("hangup", call_id, minute, cause=cause)]


async def told(intake: Intake, records: list[StoredRecord], *, at_once: bool) -> None:
    """In one batch, or each in its own."""
    for batch in [records] if at_once else [[each] for each in records]:
        await intake.deliver(batch)


@pytest.mark.parametrize("at_once", [False, True])
async def test_who_got_through_before_they_called_in_vain_is_called_back(
    intake: Intake, ana: Headers, at_once: bool
) -> None:
    """C04: the end of the first call is told after the second was missed."""
    *begun, ended = attended("a", 0, 45)
    await told(intake, [*begun, *missed("b", 30), ended], at_once=at_once)

    assert [row["missed"] for row in await listed(intake, ana)] == [1]


@pytest.mark.parametrize("at_once", [False, True])
async def test_who_got_through_after_it_is_not_called_back_when_it_is_told_late(
    intake: Intake, ana: Headers, at_once: bool
) -> None:
    """C04."""
    await told(intake, [*attended("a", 40, 45), *missed("b", 30)], at_once=at_once)

    assert await listed(intake, ana) == []


async def test_what_somebody_took_later_is_known_when_a_missed_call_is_told_late(
    intake: Intake, channels: Any, desk: Any, ana: Headers
) -> None:
    await desk.act("take", await channels.chat(phone=ONE), ana)
    await told(intake, missed("b", 30), at_once=False)

    assert await listed(intake, ana) == []


async def test_an_answer_that_is_told_late_takes_back_the_missed_call_alone(
    intake: Intake, ana: Headers
) -> None:
    """C04: of two missed calls the second was not; the first still was, but before it."""
    await told(intake, missed("a", 10, "normal_clearing"), at_once=True)
    await told(intake, missed("b", 30, "normal_clearing"), at_once=True)
    await told(intake, [step("answer", "a", 9, user="201")], at_once=True)
    (left,) = await listed(intake, ana)
    await told(intake, [step("answer", "b", 29, user="201")], at_once=True)

    assert (left["missed"], left["first_missed_at"]) == (1, left["last_missed_at"])
    assert await listed(intake, ana) == []


async def test_who_gave_up_while_somebody_held_the_contact_is_called_back(
    intake: Intake, channels: Any, desk: Any, ana: Headers
) -> None:
    """C04, C31: abandoned, as the numbers say too."""
    contact_id = await channels.new_call("a")
    await desk.act("take", contact_id, ana)
    await channels.call("hangup", "a", cause="cancel")
    await desk.act("return", contact_id, ana)

    changed = [e for e in await desk.told(contact_id) if e.type.endswith("state-changed.v1")]
    assert [e.data["abandoned_seconds"] is not None for e in changed] == [True]
    assert [row["missed"] for row in await listed(intake, ana)] == [1]


async def test_what_was_settled_long_ago_is_forgotten(
    intake: Intake, channels: Any, ana: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, although each transaction forgets but one of each."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    for phone in (ONE, TWO, THREE):
        await channels.missed_call(phone, **{"from": phone})
    _, two, _ = settled = await listed(intake, ana)
    for row in settled:
        await tried(intake, row, ana, "reached")
    async with intake.system() as connection:
        for sql in (
            "insert into offer (id, contact_id, queue, account_id, state, offered_at, expires_at,"
            " settled_at) select gen_random_uuid(), gen_random_uuid(), 'q', gen_random_uuid(),"
            " 'refused', now(), now(), now() - days * interval '1 day'"
            " from unnest(array[89, 91, 92]) as t(days)",
            "update call_back set settled_at = now() - case when phone like '%0002'"
            " then interval '89 days' else interval '91 days' end",
        ):
            await connection.exec_driver_sql(sql)
    await channels.missed_call("new")
    await do(intake.service.database.begin, forget_settled)

    assert [row["id"] for row in await listed(intake, ana, state="done")] == [two["id"]]
    assert len(await listed(intake, ana)) == 1
    assert len(await intake.rows("select 1 from missed_call")) == 2
    assert len(await intake.rows("select 1 from offer")) == 1
