"""R05 in the lists: who is told that somebody else is at a contact, and who is not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from chassis.live_feed import Change
from chassis.live_stream import Stream
from chassis.policies import Actor
from chassis_testing.harness import Harness
from contracts.topics import CONTACTS
from intake.inbound.desk_filters import Which, desk_query
from intake.inbound.desk_teller import DeskTeller
from intake.inbound.presence import operator_is
from intake.inbound.watches import Watch, Watcher

READER = frozenset({"contacts.read"})
ANA = Actor(uuid4(), "ana", "Ana", "operator", frozenset(), READER, None)
BEN = replace(ANA, account_id=uuid4(), name="Ben")
Told = list[tuple[str, list[tuple[str, str]]]]


class Clock:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def teller(intake: Harness[Any], clock: Clock) -> DeskTeller:
    """Of one process."""
    return DeskTeller(intake.service.database, clock)


def watching(actor: Actor, **filters: Any) -> Watcher:
    """Who looks at the chats, or at some other list."""
    which = Which.model_validate({"screen": "chats", **filters})
    return Stream(Watch(desk_query(which, actor.account_id)), actor, "")


async def signs(stream: Watcher) -> Told:
    """Which signs it would send now: the contact, and who is there."""
    tellings, _ = await stream.unsent(0.0) or ((), "")
    found = [orjson.loads(each.data) for each in tellings if each.event == "presence"]
    return [(each["id"], [(who["name"], who["state"]) for who in each["who"]]) for each in found]


async def test_a_list_tells_who_else_is_at_its_contacts_and_only_what_is_new(
    teller: DeskTeller, clock: Clock, channels: Any
) -> None:
    """R05: whoever looks, whoever types, and that they have gone."""
    contact_id = await channels.chat("chat-1")
    of_ben = watching(BEN)

    teller.whisper(operator_is(contact_id, ANA, "viewing"), [])
    await teller.beat([of_ben])
    assert await signs(of_ben) == [(str(contact_id), [("Ana", "viewing")])]

    teller.whisper(operator_is(contact_id, ANA, "viewing"), [])
    await teller.beat([of_ben])
    assert await signs(of_ben) == []

    teller.whisper(operator_is(contact_id, ANA, "typing"), [])
    await teller.beat([of_ben])
    assert await signs(of_ben) == [(str(contact_id), [("Ana", "typing")])]

    teller.whisper(operator_is(contact_id, ANA, "left"), [])
    await teller.beat([of_ben])
    assert await signs(of_ben) == [(str(contact_id), [])]


async def test_who_vanishes_without_a_word_is_taken_from_the_list(
    teller: DeskTeller, clock: Clock, channels: Any
) -> None:
    contact_id = await channels.chat("chat-1")
    of_ben = watching(BEN)
    teller.whisper(operator_is(contact_id, ANA, "typing"), [])
    teller.whisper(operator_is(contact_id, ANA, "viewing"), [])
    await teller.beat([of_ben])
    await signs(of_ben)

    clock.at += 7
    await teller.beat([of_ben])
    assert await signs(of_ben) == [(str(contact_id), [("Ana", "viewing")])]

    clock.at += 30
    await teller.beat([of_ben])
    assert await signs(of_ben) == [(str(contact_id), [])]


async def test_nobody_is_told_of_themselves(teller: DeskTeller, channels: Any) -> None:
    contact_id = await channels.chat("chat-1")
    of_ana, of_ben = watching(ANA), watching(BEN)
    for each in (ANA, BEN):
        teller.whisper(operator_is(contact_id, each, "viewing"), [])

    await teller.beat([of_ana, of_ben])

    assert await signs(of_ana) == [(str(contact_id), [("Ben", "viewing")])]
    assert await signs(of_ben) == [(str(contact_id), [("Ana", "viewing")])]


@pytest.mark.parametrize(
    "watch",
    [
        lambda: watching(replace(BEN, role="customer")),
        lambda: watching(BEN, screen="calls"),
        lambda: watching(BEN, claim="taken"),
        lambda: watching(BEN, screen="mine"),
        lambda: watching(BEN, q="nobody of this name"),
    ],
    ids=["out of reach", "another screen", "other filters", "not theirs", "other words"],
)
async def test_of_what_a_list_does_not_show_it_tells_nothing(
    teller: DeskTeller, channels: Any, watch: Callable[[], Watcher]
) -> None:
    """A sign would say that the contact is there."""
    contact_id = await channels.chat("chat-1")
    teller.whisper(operator_is(contact_id, ANA, "viewing"), [])
    stream, control = watch(), watching(BEN)

    await teller.beat([stream, control])

    assert await signs(stream) == []
    assert await signs(control) == [(str(contact_id), [("Ana", "viewing")])]


async def test_a_sign_goes_with_its_contact_from_one_list_to_another(
    teller: DeskTeller, channels: Any, desk: Any, ana: Any
) -> None:
    contact_id: UUID = await channels.chat("chat-1")
    free, taken = watching(BEN, claim="free"), watching(BEN, claim="taken")
    teller.whisper(operator_is(contact_id, ANA, "viewing"), [])
    await teller.beat([free, taken])
    assert await signs(free) == [(str(contact_id), [("Ana", "viewing")])]

    await desk.act("take", contact_id, ana)
    change = Change(CONTACTS.name, str(contact_id), "intake.contact-taken.v1", 2)
    await teller.tell({str(contact_id): [change]}, [free, taken])
    await teller.beat([free, taken])

    assert await signs(free) == [(str(contact_id), [])]
    assert await signs(taken) == [(str(contact_id), [("Ana", "viewing")])]


async def test_who_comes_later_or_was_told_to_look_anew_gets_what_is_there(
    teller: DeskTeller, channels: Any
) -> None:
    first, second = await channels.chat("chat-1"), await channels.chat("chat-2")
    stayed = watching(BEN)
    teller.whisper(operator_is(first, ANA, "viewing"), [])
    await teller.beat([stayed])
    await signs(stayed)

    came = watching(BEN)
    teller.whisper(operator_is(second, ANA, "viewing"), [])
    await teller.beat([stayed, came])
    both = {(str(first), "Ana"), (str(second), "Ana")}
    assert await signs(stayed) == [(str(second), [("Ana", "viewing")])]
    assert {(each, who[0][0]) for each, who in await signs(came)} == both

    stayed.reset()
    await teller.beat([stayed, came])
    assert {(each, who[0][0]) for each, who in await signs(stayed)} == both
    assert await signs(came) == []


async def test_contacts_that_do_not_exist_are_shown_to_nobody(teller: DeskTeller) -> None:
    """Whoever reaches Redis may name any."""
    of_ben = watching(BEN)
    for _ in range(100):
        teller.whisper(operator_is(uuid4(), replace(ANA, account_id=uuid4()), "viewing"), [])

    await teller.beat([of_ben])

    assert await signs(of_ben) == []


async def test_presence_is_said_a_bounded_number_of_times(
    intake: Harness[Any], channels: Any, desk: Any
) -> None:
    """What a script says beyond it costs no look at the database, and others may go on."""
    script, ana = await intake.account("contacts.read"), await intake.account("contacts.read")
    contact_id = await channels.chat("chat-1")
    body = {"state": "viewing"}

    answers = [await desk.act("presence", contact_id, script, body) for _ in range(200)]
    after = await desk.act("presence", contact_id, ana, body)

    codes = [each.status_code for each in answers]
    assert set(codes[:100]) == {204}
    assert 429 in codes
    refused = answers[codes.index(429)]
    assert refused.json()["code"] == "too-many-requests"
    assert int(refused.headers["Retry-After"]) >= 1
    assert after.status_code == 204
