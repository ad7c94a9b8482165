"""Messages of chats, by the door and by the topic."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness, record_of
from contracts.channels import ChatReceivedV1, TranscriptLine
from contracts.chats import ChatMessageV1, DeliveryReportedV1
from contracts.event import Event

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def message(number: int, **fields: Any) -> dict[str, Any]:
    """What the customer says next."""
    at = f"2026-11-20T12:01:{number:02}Z"
    return {
        "chat_id": "chat-1",
        "message_id": f"m{number}",
        "text": f"t{number}",
        "at": at,
        **fields,
    }


async def texts(intake: Harness[Any], contact_id: object, who: Any) -> list[str]:
    """The whole conversation, as people see it."""
    path = f"/api/v1/contacts/{contact_id}/messages?limit=200"
    return [each["text"] for each in (await intake.client.get(path, headers=who)).json()["items"]]


async def test_a_message_follows_what_the_bot_brought_along(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    """C29, C30, C48."""
    contact_id = await channels.chat("chat-1")

    answer = await channels.send("chats", message(1, author_name="Juan"), tail="/messages")

    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert (told["contact_id"], told["state"], told["duplicate"]) == (
        str(contact_id),
        "open",
        False,
    )
    page = await intake.client.get(f"/api/v1/contacts/{contact_id}/messages", headers=ana)
    shown = [(each["author"], each["text"]) for each in page.json()["items"]]
    assert shown == [
        ("bot", "¿En qué puedo ayudar?"),
        ("customer", "Sin internet"),
        ("customer", "t1"),
    ]
    last = page.json()["items"][-1]
    assert (last["author_name"], last["at"]) == ("Juan", "2026-11-20T12:01:01Z")


async def test_the_same_message_again_is_a_duplicate_and_the_first_counts(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    contact_id = await channels.chat("chat-1")
    first = await channels.send("chats", message(1), tail="/messages")
    again = await channels.send("chats", message(1, text="other"), tail="/messages")

    assert again.json() == {**first.json(), "duplicate": True}
    assert (await texts(intake, contact_id, ana))[2:] == ["t1"]


async def test_messages_in_any_order_and_number_are_read_as_they_were_said(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    contact_id = await channels.chat("chat-1")
    told = [message(number) for number in (5, 2, 4, 0, 2, 1, 3, 5)]

    answers = await asyncio.gather(
        *(channels.send("chats", each, tail="/messages") for each in told)
    )

    assert {answer.status_code for answer in answers} == {202}
    assert (await texts(intake, contact_id, ana))[2:] == [f"t{number}" for number in range(6)]
    rows = await intake.rows("select position from message order by position")
    assert [row["position"] for row in rows] == list(range(1, 7))


async def test_a_message_of_an_unknown_chat_is_refused_precisely(channels: Any) -> None:
    answer = await channels.send("chats", message(1, chat_id="never"), tail="/messages")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-chat")


async def test_a_message_of_another_channels_chat_is_of_an_unknown_chat(channels: Any) -> None:
    await channels.chat("chat-1")

    answer = await channels.send(
        "chats", message(1), key="key-of-the-test-portal", tail="/messages"
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-chat")


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 20_001},
        {"author": "operator"},
        {"chat_id": ""},
        {"message_id": "m" * 201},
        {"at": "2026-11-20T12:00:00"},
    ],
)
async def test_a_wrong_message_is_refused(channels: Any, wrong: dict[str, Any]) -> None:
    await channels.chat("chat-1")

    answer = await channels.send("chats", message(1, **wrong), tail="/messages")

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


def on_topic(event: Event) -> Any:
    """As the bot sends it."""
    return record_of(event, key="chat-1", version=None, source="pbx")


def chat_event() -> ChatReceivedV1:
    """The chat itself."""
    lines = [TranscriptLine(author="bot", text="Hola", at=AT)]
    return ChatReceivedV1(external_id="chat-1", name="Juan", city="Funes", transcript=lines)


async def test_on_the_topic_a_message_may_be_quicker_than_its_chat(
    intake: Harness[Any], ana: Any
) -> None:
    """C30: nothing of it is lost, and in the end it is the same contact."""
    early = [on_topic(ChatMessageV1(**message(number))) for number in (1, 2)]
    await intake.deliver(early)
    (row,) = await intake.rows("select id, state, name from contact")
    assert (row["state"], row["name"]) == ("open", None)

    await intake.deliver([on_topic(chat_event()), *early])

    (row,) = await intake.rows("select id, name, city from contact")
    assert (row["name"], row["city"]) == ("Juan", "Funes")
    assert await texts(intake, row["id"], ana) == ["Hola", "t1", "t2"]


async def test_one_batch_with_the_message_before_its_chat_is_one_contact(
    intake: Harness[Any], ana: Any
) -> None:
    await intake.deliver([on_topic(ChatMessageV1(**message(1))), on_topic(chat_event())])

    (row,) = await intake.rows("select id, name from contact")
    assert row["name"] == "Juan"
    assert await texts(intake, row["id"], ana) == ["Hola", "t1"]


async def test_what_is_told_of_somebody_elses_reply_is_not_believed(
    intake: Harness[Any], channels: Any, desk: Any, ana: Any
) -> None:
    mine, other = await channels.chat("chat-1"), await channels.chat("chat-2")
    await desk.act("take", mine, ana)
    sent = await desk.act("messages", mine, ana, {"client_id": "1", "text": "Hola"})
    message_id = sent.json()["message"]["id"]
    report = {"chat_id": "chat-2", "message_id": message_id, "state": "seen"}

    answer = await channels.send("chats", report, tail="/deliveries")
    event = DeliveryReportedV1(chat_id="chat-2", message_id=UUID(message_id), state="seen")
    strange = DeliveryReportedV1(chat_id="chat-1", message_id=uuid4(), state="seen")
    await intake.deliver([on_topic(event), on_topic(strange)])

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-message")
    assert await intake.rows("select delivery from message") == [{"delivery": "queued"}]
    assert mine != other
