"""Files in chats: both ways, by every way in, and gone with whom they are about."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio

from chassis.causes import fresh_cause
from chassis.privacy import erase, tell
from chassis.service import Service
from chassis.transactions import Tx
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from chassis_testing.servers import CreateDatabase
from contracts.chats import ChatMessageV1
from intake.app import define
from intake.domain.attachment import LARGEST_FILE
from intake.outbound.attachment_store import forget_unsent
from intake.outbound.file_store import FolderFiles
from intake.outbound.forgotten_files import forget_some
from intake.outbound.privacy import PERSONAL
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50
PDF = b"%PDF-1.7\n" + b"x" * 50
KEY = "key-of-the-test-exchange"
SITE = "/api/v1/intake/web-chat/site-of-the-tests"
VISITOR = {"Authorization": f"Bearer {'s' * 43}"}
Headers = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are."""
    return tmp_path / "files"


@pytest_asyncio.fixture
async def intake(
    create_database: CreateDatabase, settings: Settings, tmp_path: Path, folder: Path
) -> AsyncIterator[Harness[Any]]:
    """A service that takes files."""
    told = {"database_url": await create_database("intake"), "files_dir": folder}
    with_files = settings.model_copy(update=told)
    service = Service(define(with_files), with_files, "api")
    async with running(service, make_signing_keys(tmp_path)) as harness:
        yield harness


class Sender:
    """Sends files, and fetches them."""

    def __init__(self, intake: Harness[Any]) -> None:
        self._client = intake.client

    async def post(
        self, path: str, content: bytes, who: Headers | None = None, **query: str
    ) -> httpx2.Response:
        """A file, called foto.jpg unless told otherwise."""
        return await self._client.post(
            path, content=content, headers=who or {}, params={"name": "foto.jpg", **query}
        )

    async def of_operator(self, contact_id: object, who: Headers, content: bytes = PNG) -> str:
        """The id of a file that an operator sent."""
        answer = await self.post(f"/api/v1/contacts/{contact_id}/attachments", content, who)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def of_channel(self, content: bytes = PNG, chat: str = "chat-1") -> str:
        """The id of a file that a channel handed over."""
        path = f"/api/v1/intake/chats/{KEY}/attachments"
        answer = await self.post(path, content, chat_id=chat)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def get(self, path: str, who: Headers | None = None) -> httpx2.Response:
        """A file."""
        return await self._client.get(path, headers=who or {})


@pytest.fixture
def sender(intake: Harness[Any]) -> Sender:
    """At the service under test."""
    return Sender(intake)


async def last_message(intake: Harness[Any], contact_id: object, who: Headers) -> Any:
    """As the desk reads it."""
    path = f"/api/v1/contacts/{contact_id}/messages"
    return (await intake.client.get(path, headers=who)).json()["items"][-1]


async def forget_now(intake: Harness[Any], folder: Path) -> list[Path]:
    """The files that are left once the worker came by."""
    async with intake.system() as connection:
        await forget_some(Tx(connection, fresh_cause(), "/intake"), FolderFiles(folder))
    return kept_in(folder)


def kept_in(folder: Path) -> list[Path]:
    """All files, whole or not."""
    return [each for each in folder.rglob("*") if each.is_file()]


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
    path = f"/api/v1/intake/chats/{KEY}/attachments/{file_id}"
    assert (await sender.get(path)).content == PDF
    other = path.replace(KEY, "key-of-the-test-portal")
    assert (await sender.get(other)).status_code in (403, 404)


async def test_a_file_is_sent_once_by_whoever_brought_it_in_its_own_chat(
    channels: Any, desk: Any, sender: Sender, ana: Headers, beto: Headers
) -> None:
    one, other = await channels.chat("chat-1"), await channels.chat("chat-2")
    await desk.act("take", one, ana)
    await desk.act("take", other, beto)
    of_ana, of_beto = await sender.of_operator(one, ana), await sender.of_operator(other, beto)
    of_customer = await sender.of_channel()
    await desk.act("messages", one, ana, {"client_id": "r1", "attachments": [of_ana]})

    for file_id in (of_ana, of_beto, of_customer, str(uuid4())):
        body = {"client_id": str(uuid4()), "text": "x", "attachments": [file_id]}
        answer = await desk.act("messages", one, ana, body)
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown-attachment")

    body = {"client_id": "r1", "attachments": []}
    assert (await desk.act("messages", one, ana, body)).status_code == 422
    for path in (
        f"/api/v1/contacts/{one}/attachments/{of_beto}",
        f"/api/v1/contacts/{other}/attachments/{of_ana}",
        f"/api/v1/contacts/{one}/attachments/{of_customer}",
        f"/api/v1/contacts/{uuid4()}/attachments/{of_ana}",
    ):
        assert (await sender.get(path, ana)).status_code == 404


async def test_only_the_holder_sends_files(
    intake: Harness[Any], channels: Any, desk: Any, sender: Sender, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat("chat-1")
    await desk.act("take", contact_id, ana)
    path = f"/api/v1/contacts/{contact_id}/attachments"

    refused = await sender.post(path, PNG, beto)
    nobody = await sender.post(path, PNG)

    assert (refused.status_code, refused.json()["code"]) == (409, "contact-is-not-yours")
    assert nobody.status_code == 401
    assert await intake.rows("select 1 from attachment") == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"MZ\x90\x00", (422, "unsupported-file")),
        (b"", (422, "unsupported-file")),
        (PNG.ljust(LARGEST_FILE + 1, b"\x00"), (413, "body-too-large")),
    ],
)
async def test_of_a_file_that_is_refused_nothing_stays(
    intake: Harness[Any],
    channels: Any,
    sender: Sender,
    folder: Path,
    content: bytes,
    refusal: tuple[int, str],
) -> None:
    await channels.chat("chat-1")
    path = f"/api/v1/intake/chats/{KEY}/attachments"

    answer = await sender.post(path, content, chat_id="chat-1")

    assert (answer.status_code, answer.json()["code"]) == refusal
    assert await intake.rows("select 1 from attachment") == []
    assert await forget_now(intake, folder) == []


async def test_the_largest_file_is_taken_whole(channels: Any, sender: Sender, folder: Path) -> None:
    await channels.chat("chat-1")

    await sender.of_channel(PNG.ljust(LARGEST_FILE, b"\x01"))

    (file,) = kept_in(folder)
    assert file.read_bytes() == PNG.ljust(LARGEST_FILE, b"\x01")


async def test_a_file_for_a_chat_that_nobody_knows_is_refused(sender: Sender) -> None:
    path = f"/api/v1/intake/chats/{KEY}/attachments"

    answer = await sender.post(path, PNG, chat_id="chat-9")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-chat")


async def test_a_visitor_sends_a_picture_and_sees_what_the_desk_sends(
    intake: Harness[Any], desk: Any, sender: Sender, ana: Headers
) -> None:
    begin = {"client_id": "11111111", "name": "Juan", "text": "Sin internet"}
    await intake.client.post(f"{SITE}/chats", json=begin, headers=VISITOR)
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


async def test_nothing_is_sent_to_a_chat_that_is_over(
    intake: Harness[Any], desk: Any, sender: Sender, ana: Headers
) -> None:
    begin = {"client_id": "11111111", "name": "Juan", "text": "Sin internet"}
    await intake.client.post(f"{SITE}/chats", json=begin, headers=VISITOR)
    (row,) = await intake.rows("select id from contact")
    await desk.act("take", row["id"], ana)
    await desk.act("finish", row["id"], ana, {"outcome": "listo"})

    for path, who in (
        (f"{SITE}/attachments", VISITOR),
        (f"/api/v1/contacts/{row['id']}/attachments", ana),
    ):
        answer = await sender.post(path, PNG, who)
        assert (answer.status_code, answer.json()["code"]) == (409, "contact-is-closed")


async def test_an_erasure_takes_the_files_of_a_person_and_an_export_names_them(
    intake: Harness[Any], channels: Any, sender: Sender, folder: Path, ana: Headers
) -> None:
    """Security row 42."""
    contact_id = await channels.chat("chat-1")
    file_id = await sender.of_channel()
    body = {"chat_id": "chat-1", "message_id": "m1", "text": "x", "attachments": [file_id]}
    await channels.send("chats", body, tail="/messages")
    person = uuid4()
    async with intake.system() as connection:
        await connection.exec_driver_sql("update contact set customer_id = $1", (person,))
        tx = Tx(connection, fresh_cause(), "/intake")
        told = await tell(tx, PERSONAL, [person])
        await erase(tx, PERSONAL, [person], uuid4())

    assert "foto.png" in next(each.rows for each in told if each.table == "attachment")
    assert await intake.rows("select 1 from attachment") == []
    assert await forget_now(intake, folder) == []
    answer = await sender.get(f"/api/v1/contacts/{contact_id}/attachments/{file_id}", ana)
    assert answer.status_code == 404
    path = f"/api/v1/intake/chats/{KEY}/attachments"
    late = await sender.post(path, PNG, chat_id="chat-1")
    assert late.status_code == 404
    assert await forget_now(intake, folder) == []


async def test_what_no_message_names_is_forgotten_after_a_day(
    intake: Harness[Any], channels: Any, sender: Sender, folder: Path
) -> None:
    await channels.chat("chat-1")
    young = await sender.of_channel()
    old = await sender.of_channel()
    async with intake.system() as connection:
        aged = "update attachment set created_at = now() - interval '25 hours' where id = $1"
        await connection.exec_driver_sql(aged, (UUID(old),))
        await forget_unsent(IntakeTransaction(Tx(connection, fresh_cause(), "/intake")))

    left = await forget_now(intake, folder)

    assert [each.name for each in left] == [UUID(young).hex]


async def test_where_there_is_no_place_for_files_none_are_taken(
    settings: Settings, create_database: CreateDatabase, tmp_path: Path
) -> None:
    told = settings.model_copy(update={"database_url": await create_database("intake")})
    service = Service(define(told), told, "api")
    async with running(service, make_signing_keys(tmp_path)) as without:
        begin = {"client_id": "11111111", "name": "Juan", "text": "Hola"}
        await without.client.post(f"{SITE}/chats", json=begin, headers=VISITOR)
        answer = await Sender(without).post(f"{SITE}/attachments", PNG, VISITOR)
        left = await without.rows("select 1 from attachment")

    assert (answer.status_code, answer.json()["code"]) == (503, "attachments-are-off")
    assert left == []
