"""Operators answer mails; `notifications` sends, and tells what became of it."""

from typing import Any
from uuid import UUID

import pytest_asyncio

from chassis_testing.harness import Harness, record_of
from contracts.notifications import EmailFailedV1, EmailSentV1

ANSWER = {"client_id": "r1", "text": "Ya lo reviso"}


@pytest_asyncio.fixture
async def taken(intake: Harness[Any], mailroom: Any, desk: Any, ana: Any) -> UUID:
    """A contact that began with a mail, which Ana attends."""
    assert (await mailroom.bring(mailroom.write(References="<0@example.com>")))[0] == 250
    (row,) = await intake.rows("select id from contact")
    contact_id: UUID = row["id"]
    answer = await desk.act("take", contact_id, ana)
    assert "reply" in answer.json()["allowed_actions"]
    return contact_id


async def replied(intake: Harness[Any]) -> list[Any]:
    """What is to go out."""
    return [each for each in await intake.emitted() if each.type == "channels.reply-sent.v1"]


async def state_of(intake: Harness[Any], contact_id: UUID, ana: Any) -> Any:
    """The delivery of the newest message."""
    path = f"/api/v1/contacts/{contact_id}/messages"
    found = (await intake.client.get(path, headers=ana)).json()["items"][-1]
    return found["delivery"]["code"]


async def test_an_answer_goes_to_who_began_it_whoever_else_wrote(
    intake: Harness[Any], mailroom: Any, desk: Any, ana: Any, taken: UUID
) -> None:
    """R02, C46: beside their newest mail, with the address at which theirs goes on. A stranger who
    learnt that address adds to the conversation, and is told nothing."""
    mails = f"/api/v1/contacts/{taken}/mails"
    signed = (await intake.client.get(mails, headers=ana)).json()["reply_to"]
    newest = mailroom.write(
        "¿Y?", Message_ID="<2@example.com>", Subject="Re: Sin señal", In_Reply_To="<1@example.com>"
    )
    await mailroom.bring(newest, to=signed)
    strange = mailroom.write("Yo.", Message_ID="<3@bad.example>", From="otro@bad.example")
    await mailroom.bring(strange, to=signed)

    answer = await desk.act("messages", taken, ana, ANSWER)
    again = await desk.act("messages", taken, ana, ANSWER)

    assert answer.status_code == 201, answer.text
    assert again.json() == answer.json()
    (event,) = await replied(intake)
    (row,) = await intake.rows("select number from contact")
    assert event.data["message_id"] == answer.json()["message"]["id"]
    assert event.data["mail"] == {
        "to": "lucia@example.com",
        "to_name": "Lucía Fernández",
        "subject": "Re: Sin señal",
        "number": row["number"],
        "message_id": "<2@example.com>",
        "references": ["<1@example.com>", "<2@example.com>"],
        "reply_to": signed,
        "customer_id": None,
    }


async def test_what_became_of_an_answer_is_shown(
    intake: Harness[Any], desk: Any, ana: Any, taken: UUID
) -> None:
    """C46: told twice, of other letters, and in a queue."""
    first = (await desk.act("messages", taken, ana, ANSWER)).json()["message"]["id"]
    assert await state_of(intake, taken, ana) == "queued"
    sent = EmailSentV1(email_id=UUID(first), template="reply", ticket_id=None, attempts=1)
    other = EmailFailedV1(email_id=UUID(first), template="invoice", ticket_id=None, reason="no")
    records = [record_of(each, key=first, version=1) for each in (other, sent, sent)]
    await intake.deliver(records)
    assert await state_of(intake, taken, ana) == "sent"

    second = {"client_id": "r2", "text": "¿Anda?"}
    lost = (await desk.act("messages", taken, ana, second)).json()["message"]["id"]
    failed = EmailFailedV1(email_id=UUID(lost), template="reply", ticket_id=None, reason="550 no")
    await intake.deliver([record_of(failed, key=lost, version=1)])

    assert await state_of(intake, taken, ana) == "failed"


async def test_answers_by_mail_are_text_and_need_an_address(
    intake: Harness[Any], desk: Any, ana: Any, taken: UUID
) -> None:
    path = f"/api/v1/contacts/{taken}/attachments"
    refused = await intake.client.post(path, content=b"a file", headers=ana)
    async with intake.system() as connection:
        await connection.exec_driver_sql("update mail set sender = ''")
    nobody = await desk.act("messages", taken, ana, ANSWER)

    assert (refused.status_code, refused.json()["code"]) == (422, "no-files-by-mail")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "contact-has-no-address")
    assert await replied(intake) == []
