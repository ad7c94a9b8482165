"""What operators answer to mails goes out as mail, beside what it answers (R02)."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chassis_testing.harness import record_of
from contracts.replies import MailThread, ReplySentV1
from local_stack.mail_sink.faults import Fault

if TYPE_CHECKING:
    from services.notifications.tests.conftest import World

    from chassis.records import StoredRecord

# Longer than a line of a mail.
LONG = f"<{'A' * 90}@prod.outlook.example>"


def answered(text: str = "Ya está.\nReinicie el equipo.", **mail: Any) -> StoredRecord:
    """An operator's answer to Lucía's mail; without any `mail` said, an answer in a chat."""
    thread: dict[str, Any] = {
        "to": "lucia@example.com",
        "to_name": "Lucía Fernández",
        "subject": "RE: Sin señal",
        "number": 4711,
        "message_id": LONG,
        "references": ["<0@example.com>", LONG],
        "reply_to": "soporte+abc@tero.example",
        "customer_id": None,
    }
    event = ReplySentV1(
        contact_id=uuid4(),
        source="soporte",
        chat_id="m-1",
        message_id=uuid4(),
        text=text,
        author_name="Ana Gómez",
        at="2026-11-20T12:02:30Z",
        mail=MailThread(**(thread | mail)),
    )
    return record_of(event, key=event.contact_id, version=None)


async def test_an_answer_stands_beside_what_it_answers(world: World) -> None:
    """R02: by its ids, by a signed address, by the number in its subject; and it is a person's."""
    await world.harness.deliver([answered()])

    assert await world.attempt()

    (raw,) = world.mails
    message = message_from_bytes(raw, policy=default)
    assert message["To"] == "Lucía Fernández <lucia@example.com>"
    assert message["Subject"] == "Re: Sin señal [#4711]"
    assert message["Reply-To"] == "soporte+abc@tero.example"
    assert message["Auto-Submitted"] is None
    assert f"In-Reply-To: {LONG}\r\n".encode() in raw
    assert f"References: <0@example.com>\r\n {LONG}\r\n".encode() in raw
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")
    assert text.startswith("Ya está.\nReinicie el equipo.\n\nAna Gómez\nFibra Sur")
    (told,) = await world.harness.emitted()
    email = await world.only_email()
    assert (told.type, told.data["template"]) == ("notifications.email-sent.v1", "reply")
    assert told.data["email_id"] == email["id"]


async def test_the_same_answer_twice_is_one_mail_and_chats_are_not_ours(world: World) -> None:
    record = answered()
    chat = ReplySentV1(
        contact_id=uuid4(), source="bot", chat_id="c", message_id=uuid4(), text="Hola",
        author_name="Ana", at="2026-11-20T12:02:30Z",
    )  # fmt: skip
    await world.harness.deliver([record, record_of(chat, key=chat.contact_id, version=None)])
    await world.attempt()
    await world.harness.deliver([record])

    assert not await world.attempt()
    assert len(world.mails) == 1


async def test_what_strangers_wrote_gets_into_no_header(world: World) -> None:
    """Security row 20: ids, names, subjects and addresses are theirs."""
    evil = "x\r\nBcc: all@example.com"
    record = answered(
        text="Hola\r\n.\r\nRCPT TO:<x@example.com>",
        to_name=evil,
        subject=f"=?utf-8?q?hi=0ABcc=3A_x?= {evil}",
        message_id=f"<a@b>{evil}",
        references=[f"<a {evil}@b>", "<fine@example.com>"],
        reply_to=f"a@example.com{evil}",
    )
    await world.harness.deliver([record])

    assert await world.attempt()

    (raw,) = world.mails
    message = message_from_bytes(raw, policy=default)
    assert set(message.keys()).isdisjoint({"Bcc", "In-Reply-To", "Reply-To"})
    assert message["References"] == "<fine@example.com>"
    assert message["To"].addresses[0].addr_spec == "lucia@example.com"


async def test_an_answer_that_cannot_be_sent_is_told_and_not_tried_again(world: World) -> None:
    """Whoever wrote it sees it, and answers again; a later address is not where they wrote from."""
    await world.harness.deliver([answered(to="nobody", customer_id=str(uuid4()))])
    world.refuse(Fault.REFUSE_550)
    await world.harness.deliver([answered()])
    await world.attempt()

    told = {event.type.split(".")[1]: event for event in await world.harness.emitted()}
    assert told.keys() == {"email-unaddressed", "email-failed"}
    headers = await world.harness.account("kernel.repair", "emails.read")
    for event in told.values():
        path = f"/api/v1/emails/{event.data['email_id']}/retry"
        answer = await world.harness.client.post(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "answer-again")
