"""What open conversations are told, and what is only for the desk."""

from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from chassis.live_stream import Stream
from chassis.policies import Actor
from chassis_testing.harness import Harness
from intake.inbound.conversation_teller import (
    Conversation,
    ConversationTeller,
    VisitorTeller,
)
from intake.inbound.presence import customer_types, operator_is
from intake.inbound.visitors import as_actor

Told = list[tuple[str, Any]]


def stream_of(contact_id: UUID, actor: Actor | None = None, since: int = 0) -> Stream[Conversation]:
    """As somebody opens it."""
    return Stream(Conversation(contact_id, since), actor or as_actor(uuid4()), "")


async def sent(stream: Stream[Conversation]) -> Told:
    """What it would send now."""
    tellings, _ = await stream.unsent(0.0) or ((), "")
    return [(each.event, orjson.loads(each.data)) for each in tellings]


async def talk(channels: Any, desk: Any, ana: Any) -> UUID:
    """A chat with one message of each side."""
    contact_id: UUID = await channels.chat("chat-1")
    body = {"chat_id": "chat-1", "message_id": "m1", "text": "Sigo sin internet"}
    await channels.send("chats", body, tail="/messages")
    await desk.act("take", contact_id, ana)
    await desk.act("messages", contact_id, ana, {"client_id": "r1", "text": "Ya lo reviso"})
    return contact_id


async def test_an_operator_is_told_what_was_missed_and_then_what_changes(
    intake: Harness[Any], channels: Any, desk: Any, ana: Any
) -> None:
    """C48, R05."""
    contact_id = await talk(channels, desk, ana)
    teller = ConversationTeller(intake.service.database)
    stream = stream_of(contact_id, since=1)

    await teller.catch_up(stream)
    missed = await sent(stream)
    message_id = missed[-1][1]["id"]
    report = {"chat_id": "chat-1", "message_id": message_id, "state": "seen"}
    await channels.send("chats", report, tail="/deliveries")
    await desk.act("return", contact_id, ana)
    await teller.tell({str(contact_id): []}, [stream, stream_of(uuid4())])
    changed = dict(await sent(stream))

    assert [(event, data.get("text")) for event, data in missed] == [
        ("contact", None),
        ("message", "Ya lo reviso"),
    ]
    assert missed[0][1]["claim"]["code"] == "taken"
    assert (changed["message"]["id"], changed["message"]["delivery"]["code"]) == (
        message_id,
        "seen",
    )
    assert changed["contact"]["claim"]["code"] == "free"


async def test_a_visitor_is_told_less(
    intake: Harness[Any], channels: Any, desk: Any, ana: Any
) -> None:
    contact_id = await talk(channels, desk, ana)
    stream = stream_of(contact_id)

    await VisitorTeller(intake.service.database).catch_up(stream)
    told = await sent(stream)

    assert told[0] == ("chat", {"state": "open", "agent": "Ana"})
    fields = {"id", "author", "name", "text", "at", "revision", "client_id", "attachments"}
    assert [set(data) for _, data in told[1:]] == [fields, fields]
    assert [data["client_id"] for _, data in told[1:]] == ["m1", None]


async def test_a_conversation_that_cannot_be_told_concerns_its_own_watchers_alone(
    intake: Harness[Any], channels: Any, desk: Any, ana: Any
) -> None:
    contact_id, gone = await talk(channels, desk, ana), UUID(int=1)
    sound, broken = stream_of(contact_id), stream_of(gone)

    teller = ConversationTeller(intake.service.database)
    await teller.tell({str(contact_id): [], str(gone): []}, [sound, broken])

    assert [event for event, _ in await sent(sound)] == ["contact", "message", "message"]
    assert await sent(broken) == [("reset", {})]


async def test_whoever_types_is_told_to_the_others(intake: Harness[Any]) -> None:
    """R05: colleagues learn who looks and types; the customer only that somebody types."""
    contact_id, ana = uuid4(), as_actor(uuid4())
    colleague, herself, elsewhere = (
        stream_of(contact_id),
        stream_of(contact_id, ana),
        stream_of(uuid4()),
    )
    customer = stream_of(contact_id, as_actor(contact_id))
    desk, visitors = (
        ConversationTeller(intake.service.database),
        VisitorTeller(intake.service.database),
    )

    for words in (
        operator_is(contact_id, ana, "viewing"),
        operator_is(contact_id, ana, "typing"),
        customer_types(contact_id),
    ):
        desk.whisper(words, [colleague, herself, elsewhere])
        visitors.whisper(words, [customer])

    seen = [(data["kind"], data["state"]) for _, data in await sent(colleague)]
    assert seen == [("operator", "typing"), ("customer", "typing")]
    assert [data["kind"] for _, data in await sent(herself)] == ["customer"]
    assert await sent(elsewhere) == []
    assert await sent(customer) == [("typing", {"seconds": 6})]


@pytest.mark.parametrize("body", [{"state": "sleeping"}, {}, {"state": "typing", "name": "x"}])
async def test_a_wrong_presence_is_refused(
    channels: Any, desk: Any, ana: Any, body: dict[str, str]
) -> None:
    contact_id = await channels.chat()

    answer = await desk.act("presence", contact_id, ana, body)
    right = await desk.act("presence", contact_id, ana, {"state": "typing"})
    nowhere = await desk.act("presence", uuid4(), ana, {"state": "typing"})

    assert [answer.status_code, right.status_code, nowhere.status_code] == [422, 204, 404]
