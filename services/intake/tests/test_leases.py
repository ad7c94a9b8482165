"""Claims that end by themselves, and what keeps them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.due import Timers
from chassis.upkeep import do
from chassis_testing.harness import Harness
from intake.outbound.leases import LEASE_END

Headers = dict[str, str]
Intake = Harness[Any]


async def let_time_pass(intake: Intake, minutes: int) -> None:
    """All that is to happen, and every claim, ends so much earlier."""
    earlier = f"interval '{minutes} minutes'"
    async with intake.system() as connection:
        for sql in (
            f"update kernel_due set due_at = due_at - {earlier}",  # noqa: S608
            f"update contact set claim_expires_at = claim_expires_at - {earlier}, "  # noqa: S608
            f"answered_at = answered_at - {earlier}",
        ):
            await connection.exec_driver_sql(sql)


async def fire(intake: Intake) -> bool:
    service = intake.service
    handlers = {LEASE_END: service.definition.timers[LEASE_END]}
    return await Timers(service.database, handlers).fire_one()


def returns(told: list[Any]) -> list[str]:
    return [e.data["reason"] for e in told if e.type == "intake.contact-returned.v1"]


async def test_a_contact_whose_operator_vanished_is_free_once_and_told_once(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """M11, R05."""
    contact_id = await channels.chat()
    row = (await desk.act("take", contact_id, ana)).json()
    left = datetime.fromisoformat(row["claim"]["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert not await fire(intake)

    await let_time_pass(intake, 15)
    fired = await asyncio.gather(*(fire(intake) for _ in range(4)))
    assert fired.count(True) == 1

    told = await desk.told(contact_id)
    assert [event.sequence for event in told] == [1, 2, 3, 4, 5]
    assert told[-1].data == {
        "contact_id": str(contact_id),
        "account_id": ana["X-Account-Id"],
        "reason": "lease-expired",
        "ended_by": None,
    }
    assert (await desk.act("take", contact_id, beto)).json()["claim"]["by"] == "Beto"


async def test_a_late_renewal_says_when_the_claim_lapsed_and_who_has_the_contact(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """Whether the timer was quicker does not matter."""
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await let_time_pass(intake, 15)
    before = await desk.act("renew", contact_id, ana)
    await fire(intake)
    after = await desk.act("renew", contact_id, ana)
    await desk.act("take", contact_id, beto)
    anothers = await desk.act("finish", contact_id, ana, {"outcome": "Listo"})

    answers = [before, after, anothers]
    assert {(each.status_code, each.json()["code"]) for each in answers} == {
        (409, "claim-has-lapsed")
    }
    assert [each.json()["taken_by"] for each in answers] == [None, None, "Beto"]
    assert len({each.json()["lapsed_at"] for each in answers}) == 1


async def test_what_lapsed_is_taken_by_the_next_before_the_timer_comes(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await let_time_pass(intake, 15)

    taken = await desk.act("take", contact_id, beto)
    while await fire(intake):
        pass

    assert taken.json()["claim"]["label"] == "MIO"
    told = await desk.told(contact_id)
    assert [event.sequence for event in told] == [1, 2, 3, 4, 5, 6, 7]
    assert returns(told) == ["lease-expired"]


async def test_any_sign_of_life_keeps_a_contact(
    intake: Intake, desk: Any, channels: Any, customers: Any, ana: Headers
) -> None:
    contact_id, customer_id = await channels.chat(), await customers.exists()
    await desk.act("take", contact_id, ana)
    for action, body in (
        ("renew", None),
        ("link", {"customer_id": str(customer_id)}),
        ("take", None),
    ):
        await let_time_pass(intake, 10)
        answer = await desk.act(action, contact_id, ana, body)
        assert answer.is_success, answer.text
        await fire(intake)

    until = datetime.fromisoformat(answer.json()["claim"]["expires_at"])
    assert until - datetime.now(UTC) > timedelta(minutes=14)
    assert returns(await desk.told(contact_id)) == []


async def test_looking_at_a_contact_does_not_keep_it(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await let_time_pass(intake, 10)
    await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=ana)
    await desk.act("take", contact_id, beto)
    await let_time_pass(intake, 5)

    assert await fire(intake)
    assert returns(await desk.told(contact_id)) == ["lease-expired"]


async def test_an_operator_does_not_lose_the_caller_they_speak_with(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    """X16."""
    contact_id = await channels.new_call("c1")
    await channels.call("answer", "c1", user="201")
    await desk.act("take", contact_id, ana)

    for _ in range(4):
        await let_time_pass(intake, 15)
        assert await fire(intake)
        assert not await fire(intake)

    assert returns(await desk.told(contact_id)) == []
    await channels.call("hangup", "c1", cause="normalClearing")
    await let_time_pass(intake, 300)
    assert await fire(intake)
    assert await intake.rows("select 1 from kernel_due") == []
    assert returns(await desk.told(contact_id)) == []


async def test_what_was_returned_or_finished_in_time_is_left_alone(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    """Operators take and finish within seconds; the timer finds nothing to do."""
    returned, finished = await channels.chat("a"), await channels.chat("b")
    for contact_id, action, body in (
        (returned, "return", None),
        (finished, "finish", {"outcome": "Listo"}),
    ):
        await desk.act("take", contact_id, ana)
        row = (await desk.act(action, contact_id, ana, body)).json()
        assert row["claim"]["expires_at"] is None
    before = await intake.emitted()

    await let_time_pass(intake, 60)
    assert [await fire(intake) for _ in range(3)] == [True, True, False]

    assert await intake.emitted() == before


async def test_the_timer_a_renewal_a_finish_and_a_take_at_once_agree(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """R04: whoever comes first, the events have no gap and nobody waits in vain."""
    for number in range(12):
        contact_id = await channels.chat(f"race-{number}")
        await desk.act("take", contact_id, ana)
        await let_time_pass(intake, 15)
        _, renewed, finished, taken = await asyncio.gather(
            fire(intake),
            desk.act("renew", contact_id, ana),
            desk.act("finish", contact_id, ana, {"outcome": "Listo"}),
            desk.act("take", contact_id, beto),
        )
        assert (renewed.status_code, finished.status_code) == (409, 409), finished.text
        assert renewed.json()["code"] == finished.json()["code"] == "claim-has-lapsed"
        assert taken.is_success, taken.text
        told = await desk.told(contact_id)
        assert [event.sequence for event in told] == [1, 2, 3, 4, 5, 6, 7]
        assert returns(told) == ["lease-expired"]


async def test_a_renewal_in_time_wins_against_the_timer(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    for number in range(8):
        contact_id = await channels.chat(f"race-{number}")
        await desk.act("take", contact_id, ana)
        async with intake.system() as connection:
            await connection.exec_driver_sql("update kernel_due set due_at = now()")
        _, renewed, again = await asyncio.gather(
            fire(intake), desk.act("renew", contact_id, ana), desk.act("renew", contact_id, ana)
        )
        assert renewed.is_success, renewed.text
        assert again.is_success, again.text
        due = await intake.rows("select subject from kernel_due")
        assert str(contact_id) in {row["subject"] for row in due}
        assert returns(await desk.told(contact_id)) == []


async def test_a_conversation_that_is_kept_lasts_longer_than_four_hours(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    """X16: also where the first renewal comes after the time of the claim, but during the call."""
    contact_id = await channels.new_call("c1")
    await channels.call("answer", "c1", user="201")
    await desk.act("take", contact_id, ana)
    await let_time_pass(intake, 60)

    for _ in range(20):
        renewed = await desk.act("renew", contact_id, ana)
        assert renewed.is_success, renewed.text
        until = datetime.fromisoformat(renewed.json()["claim"]["expires_at"])
        assert until - datetime.now(UTC) > timedelta(minutes=14)
        await let_time_pass(intake, 10)
        await fire(intake)

    assert (await desk.act("renew", contact_id, ana)).is_success
    assert returns(await desk.told(contact_id)) == []


async def forget_ends(intake: Intake) -> None:
    """As a process of before claims ended leaves them."""
    async with intake.system() as connection:
        await connection.exec_driver_sql("update contact set claim_expires_at = null")
        await connection.exec_driver_sql("delete from kernel_due")


async def test_a_claim_without_an_end_gets_one_with_the_first_sign_of_life(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await forget_ends(intake)

    renewed = await desk.act("renew", contact_id, ana)
    await let_time_pass(intake, 15)

    assert renewed.json()["claim"]["expires_at"] is not None
    assert await fire(intake)
    assert returns(await desk.told(contact_id)) == ["lease-expired"]


async def test_a_claim_without_an_end_gets_one_without_its_holder(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """Of those taken by processes of the version before, while they still ran."""
    contact_id, other = await channels.chat("a"), await channels.chat("b")
    await desk.act("take", contact_id, ana)
    await forget_ends(intake)
    until = (await desk.act("take", other, beto)).json()["claim"]["expires_at"]
    for chore in intake.service.definition.chores:
        await do(intake.service.database.begin, chore)
    row = (await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=ana)).json()
    kept = (await intake.client.get(f"/api/v1/contacts/{other}", headers=ana)).json()
    await let_time_pass(intake, 15)

    assert row["contact"]["claim"]["expires_at"] is not None
    assert kept["contact"]["claim"]["expires_at"] == until
    assert [await fire(intake) for _ in range(3)] == [True, True, False]
    assert returns(await desk.told(contact_id)) == ["lease-expired"]
