"""Files in chats, by every way in, and out to the other side."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from services.intake.tests.files.sending import (
    BEGINNING,
    DOOR,
    PDF,
    PNG,
    SITE,
    VISITOR,
    Headers,
    Sender,
    kept_in,
    last_message,
)

from chassis_testing.harness import Harness, record_of
from contracts.chats import ChatMessageV1
from intake.domain.attachment import LARGEST_FILE


async def test_a_channel_hands_over_a_picture_and_the_desk_sees_it(
    intake: Harness[Any], channels: Any, sender: Sender, ana: Headers
) -> None:
    """C46: without a word, and told twice."""
    contact_id = await channels.chat("chat-1")
    file_id = await sender.of_channel()
    body = {"chat_id": "chat-1", "message_id": "m1", "attachments": [file_id]}

    told = [await channels.send("chats", body, tail="/messages") for _ in range(2)]

    assert [each.status_code for each in told] == [202, 202], told[0].text
    message = await last_message(intake, contact_id, ana)
    shown = {"name": "foto.png", "media_type": "image/png", "size": len(PNG), "is_image": True}
    assert message["attachments"] == [{"id": file_id, **shown}]
    assert message["text"] == ""
    answer = await sender.get(f"/api/v1/contacts/{contact_id}/attachments/{file_id}", ana)
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="foto.png"')


async def test_a_message_of_the_topic_names_files_and_comes_without_those_unknown(
    intake: Harness[Any], channels: Any, sender: Sender, ana: Headers
) -> None:
    contact_id = await channels.chat("chat-1")
    file_id = await sender.of_channel(PDF)
    ids = [UUID(file_id), uuid4()]
    said = ChatMessageV1(chat_id="chat-1", message_id="m1", text="mi factura", attachments=ids)

    await intake.deliver([record_of(said, key="chat-1", version=None, source="pbx")])

    message = await last_message(intake, contact_id, ana)
    assert [each["id"] for each in message["attachments"]] == [file_id]
    answer = await sender.get(f"/api/v1/contacts/{contact_id}/attachments/{file_id}", ana)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="foto.pdf"')


async def test_an_operator_sends_a_file_and_its_channel_fetches_it(
    intake: Harness[Any], channels: Any, desk: Any, sender: Sender, ana: Headers
) -> None:
    contact_id = await channels.chat("chat-1")
    await desk.act("take", contact_id, ana)
    file_id = await sender.of_operator(contact_id, ana, PDF)
    reply = {"client_id": "r1", "attachments": [file_id]}

    answers = [await desk.act("messages", contact_id, ana, reply) for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 201], answers[0].text
    assert (
        answers[0].json()["message"]["attachments"] == answers[1].json()["message"]["attachments"]
    )
    (event,) = [each for each in await intake.emitted() if each.type == "channels.reply-sent.v1"]
    (named,) = event.data["attachments"]
    assert (named["attachment_id"], named["name"], named["size"]) == (file_id, "foto.pdf", len(PDF))
    path = f"{DOOR}/{file_id}"
    assert (await sender.get(path)).content == PDF
    other = path.replace("key-of-the-test-exchange", "key-of-the-test-portal")
    assert (await sender.get(other)).status_code in (403, 404)


async def test_a_visitor_sends_a_picture_and_sees_what_the_desk_sends(
    intake: Harness[Any], desk: Any, sender: Sender, ana: Headers
) -> None:
    await intake.client.post(f"{SITE}/chats", json=BEGINNING, headers=VISITOR)
    sent = await sender.post(f"{SITE}/attachments", PNG, VISITOR)
    assert sent.status_code == 201, sent.text
    body = {"client_id": "22222222", "attachments": [sent.json()["id"]]}
    written = await intake.client.post(f"{SITE}/messages", json=body, headers=VISITOR)
    assert written.status_code == 201, written.text
    (row,) = await intake.rows("select id from contact")
    await desk.act("take", row["id"], ana)
    reply = {"client_id": "r1", "attachments": [await sender.of_operator(row["id"], ana, PDF)]}
    await desk.act("messages", row["id"], ana, reply)

    chat = (await intake.client.get(f"{SITE}/messages", headers=VISITOR)).json()

    files = [each["attachments"] for each in chat["messages"]]
    assert [[file["media_type"] for file in each] for each in files] == [
        [], ["image/png"], ["application/pdf"],
    ]  # fmt: skip
    path = f"{SITE}/attachments/{files[2][0]['id']}"
    assert (await sender.get(path, VISITOR)).content == PDF
    stranger = {"Authorization": f"Bearer {'t' * 43}"}
    assert (await sender.get(path, stranger)).status_code == 401


async def test_the_largest_file_is_taken_whole(channels: Any, sender: Sender, folder: Path) -> None:
    await channels.chat("chat-1")

    await sender.of_channel(PNG.ljust(LARGEST_FILE, b"\x01"))

    (file,) = kept_in(folder)
    assert file.read_bytes() == PNG.ljust(LARGEST_FILE, b"\x01")
