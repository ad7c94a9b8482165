"""Operators answer customers; channels deliver."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Emitted, Harness, record_of
from contracts.chats import DeliveryReportedV1

Headers = dict[str, str]


def reply(number: int = 1, text: str = "Ya lo reviso") -> dict[str, str]:
    """What the operator's screen sends."""
    return {"client_id": f"r{number}", "text": text}


async def sent(intake: Harness[Any]) -> list[Emitted]:
    """What channels were told to deliver."""
    return [each for each in await intake.emitted() if each.type == "channels.reply-sent.v1"]


async def test_the_holder_of_a_chat_answers_and_its_channel_is_told(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers
) -> None:
    """C46."""
    contact_id = await channels.chat("chat-1")
    taken = await desk.act("take", contact_id, ana)
    assert taken.status_code == 200, taken.text
    assert "reply" in taken.json()["allowed_actions"]

    answer = await desk.act("messages", contact_id, ana, reply())

    assert answer.status_code == 201, answer.text
    message = answer.json()["message"]
    assert (message["author"], message["author_name"]) == ("operator", "Ana")
    assert message["delivery"]["code"] == "queued"
    (event,) = await sent(intake)
    assert event.key == str(contact_id)
    assert event.data["message_id"] == message["id"]
    assert (event.data["source"], event.data["chat_id"]) == ("pbx", "chat-1")
    assert (event.data["text"], event.data["author_name"]) == ("Ya lo reviso", "Ana")


async def test_nobody_answers_who_does_not_hold_the_chat(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    """C47."""
    contact_id = await channels.chat("chat-1")
    free = await desk.act("messages", contact_id, ana, reply())
    await desk.act("take", contact_id, ana)
    others = await desk.act("messages", contact_id, beto, reply())
    assert (await desk.act("return", contact_id, ana)).status_code == 200
    given_back = await desk.act("messages", contact_id, ana, reply())

    refused = [free, others, given_back]
    codes = [(answer.status_code, answer.json().get("code")) for answer in refused]
    assert codes == [(409, "contact-is-not-yours")] * 3
    assert others.json()["taken_by"] == "Ana"
    assert await sent(intake) == []
    assert await intake.rows("select 1 from message") == []


async def test_calls_and_closed_chats_are_not_answered(
    channels: Any, desk: Any, ana: Headers
) -> None:
    call, chat = await channels.missed_call(), await channels.chat()
    for contact_id in (call, chat):
        await desk.act("take", contact_id, ana)
    await desk.act("finish", chat, ana, {"outcome": "listo"})

    answers = [await desk.act("messages", each, ana, reply()) for each in (call, chat)]

    assert [answer.json()["code"] for answer in answers] == [
        "contact-is-no-chat",
        "contact-is-closed",
    ]


async def test_a_reply_that_is_sent_by_many_requests_at_once_is_one(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)

    answers = await asyncio.gather(
        *(desk.act("messages", contact_id, ana, reply()) for _ in range(8))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["message"]["id"] for answer in answers}) == 1
    assert len(await sent(intake)) == 1


async def test_an_id_is_not_used_for_two_replies(channels: Any, desk: Any, ana: Headers) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await desk.act("messages", contact_id, ana, reply())

    again = await desk.act("messages", contact_id, ana, reply(text="Otra cosa"))

    assert (again.status_code, again.json()["code"]) == (409, "message-id-reused")


async def test_a_lost_answer_is_asked_for_again_after_the_end(
    channels: Any, desk: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    first = await desk.act("messages", contact_id, ana, reply())
    await desk.act("finish", contact_id, ana, {"outcome": "listo"})

    again = await desk.act("messages", contact_id, ana, reply())

    assert again.json()["message"]["id"] == first.json()["message"]["id"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"client_id": "1", "text": "  \n"}, "empty-message"),
        ({"client_id": "1", "text": ""}, "empty-message"),
        ({"client_id": "1", "attachments": [str(uuid4()) for _ in range(6)]}, "wrong-fields"),
        ({"client_id": "1", "text": "x" * 4_001}, "wrong-fields"),
        ({"client_id": "", "text": "x"}, "wrong-fields"),
        ({"client_id": "1", "text": "x\u0000"}, "wrong-fields"),
        ({"client_id": "1", "text": "x", "html": "<b>"}, "wrong-fields"),
    ],
)
async def test_a_wrong_reply_is_refused(
    channels: Any, desk: Any, ana: Headers, body: dict[str, str], code: str
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)

    answer = await desk.act("messages", contact_id, ana, body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_deliveries_are_heard_from_both_doors_in_any_order(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers
) -> None:
    """C46: the furthest that was told."""
    contact_id = await channels.chat("chat-1")
    await desk.act("take", contact_id, ana)
    answer = await desk.act("messages", contact_id, ana, reply())
    message_id = answer.json()["message"]["id"]
    seen = DeliveryReportedV1(chat_id="chat-1", message_id=UUID(message_id), state="seen")

    await intake.deliver([record_of(seen, key="chat-1", version=None, source="pbx")])
    report = {"chat_id": "chat-1", "message_id": message_id, "state": "failed", "reason": "x"}
    told = await channels.send("chats", report, tail="/deliveries")

    assert (told.status_code, told.json()["delivery"]) == (202, "seen")
    page = await intake.client.get(f"/api/v1/contacts/{contact_id}/messages", headers=ana)
    last = page.json()["items"][-1]
    assert (last["delivery"]["code"], last["delivery"]["label"]) == ("seen", "LEÍDO")
    assert last["revision"] == page.json()["revision"] == 2


async def test_the_end_of_a_chat_is_told_to_its_channel_once(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers
) -> None:
    """I04: the bot may go on with it, after the last reply."""
    contact_id, inquiry = await channels.chat("chat-1"), await channels.inquiry()
    for each in (contact_id, inquiry):
        await desk.act("take", each, ana)
    await desk.act("messages", contact_id, ana, reply())
    for each in (contact_id, contact_id, inquiry):
        await desk.act("finish", each, ana, {"outcome": "listo"})

    told = [each for each in await intake.emitted() if each.type.startswith("channels.")]

    assert [each.type for each in told] == ["channels.reply-sent.v1", "channels.chat-closed.v1"]
    assert told[1].key == str(contact_id)
    assert (told[1].data["source"], told[1].data["chat_id"]) == ("pbx", "chat-1")


async def test_a_long_conversation_is_read_page_by_page_in_both_directions(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    """C48."""
    contact_id = await channels.chat("chat-1")
    for number in range(7):
        at = f"2026-11-20T12:0{number // 2}:00Z"
        body = {"chat_id": "chat-1", "message_id": str(number), "text": f"t{number}", "at": at}
        await channels.send("chats", body, tail="/messages")
    everything = ["¿En qué puedo ayudar?", "Sin internet", *(f"t{n}" for n in range(7))]

    backwards = await pages(intake, contact_id, ana, "older", "before", {})
    oldest = backwards[-1]
    forwards = await pages(intake, contact_id, ana, "newer", "after", {"after": oldest["newer"]})

    texts = [[each["text"] for each in page["items"]] for page in backwards]
    assert [text for page in reversed(texts) for text in page] == everything
    assert [len(page) for page in texts] == [4, 4, 1]
    again = texts[-1] + [each["text"] for page in forwards for each in page["items"]]
    assert again == everything


async def pages(
    intake: Harness[Any], contact_id: UUID, who: Headers, leads: str, name: str, first: Any
) -> list[Any]:
    """All pages of four in one direction."""
    found, asked = [], dict(first)
    while True:
        path = f"/api/v1/contacts/{contact_id}/messages"
        answer = await intake.client.get(path, params={"limit": 4, **asked}, headers=who)
        assert answer.status_code == 200, answer.text
        found.append(answer.json())
        if found[-1][leads] is None:
            return found
        asked = {name: found[-1][leads]}


@pytest.mark.parametrize("query", ["before=x", "after=W10", "limit=0", "before=a&after=b", "x=1"])
async def test_a_wrong_place_in_a_conversation_is_refused(
    intake: Harness[Any], channels: Any, ana: Headers, query: str
) -> None:
    contact_id = await channels.chat()

    path = f"/api/v1/contacts/{contact_id}/messages?{query}"
    answer = await intake.client.get(path, headers=ana)

    assert answer.status_code == 422
