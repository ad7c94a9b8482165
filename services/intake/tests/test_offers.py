"""Queues that offer their contacts: to one at a time, until somebody takes it."""

import asyncio
from typing import Any, cast
from uuid import UUID

import pytest_asyncio

from chassis.due import Timers
from chassis.service import Service
from chassis_testing.harness import Harness
from intake.app import define
from intake.settings import Settings

Headers = dict[str, str]
Intake = Harness[Any]
PATH = "/api/v1/contacts"
ROUND, END = "offer-round", "offer-end"


@pytest_asyncio.fixture
async def offering(intake: Intake) -> Intake:
    """The desk, whose general queue offers in turns."""
    boss = await intake.account("contacts.read", "desk.manage", role="supervisor")
    await keep_queue(intake, boss, "1", offers="round-robin")
    return intake


async def keep_queue(intake: Intake, boss: Headers, version: str, **rules: Any) -> None:
    body = {"name": "General", "position": 1000, **rules}
    headers = boss | {"If-Match": version}
    answer = await intake.client.put(f"{PATH}/queues/general", json=body, headers=headers)
    assert answer.status_code == 200, answer.text


async def come(intake: Intake, *people: Headers) -> None:
    for who in people:
        await intake.client.put(f"{PATH}/duty", json={"state": "on"}, headers=who)


async def fire(intake: Intake, kind: str) -> bool:
    service = intake.service
    timers = {kind: service.definition.timers[kind]}
    return await Timers(service.database, timers).fire_one()


async def due_now(intake: Intake, kind: str) -> None:
    async with intake.system() as connection:
        await connection.exec_driver_sql(
            "update kernel_due set due_at = now() where kind = $1", (kind,)
        )


async def offer_round(intake: Intake) -> None:
    await due_now(intake, ROUND)
    assert await fire(intake, ROUND)


async def run_out(intake: Intake) -> None:
    """The time of every open offer is up."""
    async with intake.system() as connection:
        await connection.exec_driver_sql("update offer set expires_at = now()")
    await due_now(intake, END)
    while await fire(intake, END):
        pass


async def only_open_ends(intake: Intake) -> None:
    """Timers of offers that were answered would do nothing."""
    async with intake.system() as connection:
        await connection.exec_driver_sql(
            "delete from kernel_due where kind = $1"
            " and subject not in (select id::text from offer where state = 'open')",
            (END,),
        )


async def life(desk: Any, contact_id: UUID) -> list[Any]:
    """The contact's own events; its channel is told others."""
    return [each for each in await desk.told(contact_id) if each.type.startswith("intake.contact")]


async def offered(intake: Intake, who: Headers) -> list[dict[str, Any]]:
    answer = await intake.client.get(f"{PATH}/offers", headers=who)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def say(intake: Intake, what: str, offer: dict[str, Any], who: Headers) -> Any:
    return await intake.client.post(f"{PATH}/offers/{offer['offer_id']}/{what}", headers=who)


async def test_nothing_is_offered_where_nobody_wants_it(
    intake: Intake, channels: Any, ana: Headers
) -> None:
    await channels.chat()
    await come(intake, ana)

    assert not await fire(intake, ROUND)
    assert await offered(intake, ana) == []


async def test_who_is_on_the_line_comes_before_who_gave_up(
    offering: Intake, channels: Any, ana: Headers
) -> None:
    missed, chat = await channels.missed_call("1"), await channels.chat()
    live = await channels.new_call("2")
    await come(offering, ana)
    order = []
    for _ in range(3):
        await offer_round(offering)
        (offer,) = await offered(offering, ana)
        order.append(UUID(offer["contact"]["id"]))
        assert (await say(offering, "refuse", offer, ana)).status_code == 200

    assert order == [live, chat, missed]


async def test_accepting_is_taking(
    offering: Intake, channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await come(offering, ana)
    await offer_round(offering)
    (offer,) = await offered(offering, ana)

    stranger = await say(offering, "accept", offer, beto)
    first, again = [await say(offering, "accept", offer, ana) for _ in range(2)]

    assert stranger.status_code == 404
    assert (first.json()["claim"]["label"], again.json()) == ("MIO", first.json())
    kinds = [(event.type, event.sequence) for event in await life(desk, contact_id)]
    assert kinds == [
        ("intake.contact-received.v1", 1),
        ("intake.contact-offered.v1", 2),
        ("intake.contact-state-changed.v1", 3),
        ("intake.contact-taken.v1", 4),
    ]
    assert await offered(offering, ana) == []


async def test_who_refuses_or_says_nothing_is_followed_by_the_next_and_at_last_by_nobody(
    offering: Intake, channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await come(offering, ana, beto)
    asked = []
    for answer in ("refuse", "silence"):
        await offer_round(offering)
        (who,) = [each for each in (ana, beto) if await offered(offering, each)]
        asked.append(who["X-Account-Id"])
        (offer,) = await offered(offering, who)
        if answer == "refuse":
            await say(offering, "refuse", offer, who)
        else:
            await run_out(offering)
            late = await say(offering, "accept", offer, who)
            assert (late.status_code, late.json()["code"]) == (409, "offer-is-over")
            assert late.json()["state"] == "expired"
    await offer_round(offering)

    assert len(set(asked)) == 2
    assert [await offered(offering, each) for each in (ana, beto)] == [[], []]
    ends = [e.data["how"] for e in await desk.told(contact_id) if "ended" in e.type]
    assert ends == ["refused", "expired"]
    assert (await desk.act("take", contact_id, ana)).status_code == 200


async def test_an_offer_whose_time_is_up_is_over_before_its_timer_comes(
    offering: Intake, channels: Any, ana: Headers
) -> None:
    await channels.chat()
    await come(offering, ana)
    await offer_round(offering)
    (offer,) = await offered(offering, ana)
    async with offering.system() as connection:
        await connection.exec_driver_sql("update offer set expires_at = now()")

    assert (await say(offering, "accept", offer, ana)).json()["code"] == "offer-is-over"
    assert (await say(offering, "refuse", offer, ana)).json()["code"] == "offer-is-over"


async def test_anybody_may_still_take_what_is_offered_and_then_it_is_not(
    offering: Intake, channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await come(offering, ana)
    await offer_round(offering)
    (offer,) = await offered(offering, ana)
    (await desk.act("take", contact_id, beto)).raise_for_status()

    late = await say(offering, "accept", offer, ana)

    assert (late.json()["code"], late.json()["state"]) == ("offer-is-over", "withdrawn")
    await desk.act("return", contact_id, beto)
    await offer_round(offering)
    assert len(await offered(offering, ana)) == 1


async def test_an_answer_and_the_end_of_its_time_never_both_count(
    offering: Intake, channels: Any, desk: Any, ana: Headers
) -> None:
    """Row 21: exactly one of the two, and the contact says the same."""
    for turn in range(8):
        contact_id = await channels.chat(str(turn))
        await come(offering, ana)
        await offer_round(offering)
        (offer,) = await offered(offering, ana)
        await only_open_ends(offering)
        await due_now(offering, END)

        answer, _ = await asyncio.gather(say(offering, "accept", offer, ana), fire(offering, END))

        (row,) = await offering.rows(
            "select o.state, c.taken_by is not null as taken, c.version from offer o"
            " join contact c on c.id = o.contact_id order by o.offered_at desc limit 1"
        )
        expected = ("accepted", True) if answer.is_success else ("expired", False)
        assert (row["state"], row["taken"]) == expected, answer.text
        sequences = [event.sequence for event in await life(desk, contact_id)]
        assert sequences == list(range(1, row["version"] + 1))
        if row["taken"]:
            await desk.act("finish", contact_id, ana, {"outcome": "ok"})
        else:
            await desk.act("take", contact_id, ana)
            await desk.act("finish", contact_id, ana, {"outcome": "ok"})


async def test_no_contact_is_offered_to_two_whatever_happens_at_once(
    offering: Intake, channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    contacts = [await channels.chat(str(n)) for n in range(6)]
    people = [ana, beto, *[await offering.account("contacts.take") for _ in range(3)]]
    await come(offering, *people)

    async def rounds() -> None:
        for _ in range(3):
            await due_now(offering, ROUND)
            await fire(offering, ROUND)

    await asyncio.gather(
        rounds(), rounds(), rounds(), *(desk.act("take", each, ana) for each in contacts[:3])
    )

    await offer_round(offering)
    open_offers = await offering.rows(
        "select o.contact_id, o.account_id, c.taken_by from offer o"
        " join contact c on c.id = o.contact_id where o.state = 'open'"
    )
    assert len({row["contact_id"] for row in open_offers}) == len(open_offers) >= 3
    assert len({row["account_id"] for row in open_offers}) == len(open_offers)
    assert {row["taken_by"] for row in open_offers} == {None}


async def test_who_vanished_is_asked_for_nothing_and_a_new_process_goes_on(
    offering: Intake, channels: Any, ana: Headers, beto: Headers
) -> None:
    await channels.chat()
    await come(offering, ana, beto)
    async with offering.system() as connection:
        await connection.exec_driver_sql(
            "update duty set expires_at = now() where account_id = $1", (ana["X-Account-Id"],)
        )
    settings = cast(Settings, offering.service.settings)
    heir = Service(define(settings), settings, "worker")
    await due_now(offering, ROUND)

    handlers = {ROUND: heir.definition.timers[ROUND]}
    assert await Timers(heir.database, handlers).fire_one()

    assert [len(await offered(offering, each)) for each in (ana, beto)] == [0, 1]
    (due,) = await offering.rows("select due_at > now() as later from kernel_due"
                                 " where kind = 'offer-round'")  # fmt: skip
    assert due["later"]
    await heir.engine.dispose()
