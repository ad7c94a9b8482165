"""Files of answers to mails: fetched where they are kept, and sent under harmless names."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis.errors import Unauthenticated
from chassis.own_services import HEADER, verify
from chassis_testing.harness import record_of
from contracts.replies import MailThread, ReplyAttachment, ReplySentV1

if TYPE_CHECKING:
    from services.notifications.tests.conftest import StartWorld, World

    from chassis.records import StoredRecord

SECRET = b"known to two services"
PDF, PNG = UUID(int=1), UUID(int=2)
EVIL = 'a"; filename=evil.exe\r\nBcc: x@example.com\r\n\r\n../../ñandú =?utf-8?q?=0A?=.pdf'


@dataclass
class Keeper:
    """Where files are kept: lets in who signs as one of ours, and may be in trouble."""

    kept: dict[str, bytes] = field(default_factory=dict)
    status: int = 200
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, given: str) -> tuple[int, bytes]:
        """Status and body."""
        try:
            verify(given, [SECRET], "GET", path, time.time())
        except Unauthenticated:
            return 401, b""
        self.asked.append(path.rpartition("/")[2])
        content = self.kept.get(self.asked[-1])
        return (404, b"") if content is None else (self.status, content)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """Listens, on a port of its own."""
    keeper = Keeper({str(PDF): b"%PDF-1.7 " + bytes(range(256)) * 400, str(PNG): b"\x89PNG"})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = keeper.answer(self.path, self.headers.get(HEADER, ""))
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        keeper.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield keeper
        server.shutdown()
        thread.join()


@pytest_asyncio.fixture
async def world(start_world: StartWorld, keeper: Keeper, tmp_path: Path) -> World:
    """The service, which knows where files are."""
    secret = tmp_path / "mail-files-secret"
    secret.write_bytes(SECRET)
    return await start_world(intake_url=keeper.url, mail_files_secret_file=secret)


def reply(keeper: Keeper, **names: str) -> StoredRecord:
    """An answer with both files, or with one that nobody keeps."""
    files = [
        ReplyAttachment(
            attachment_id=file_id,
            name=names.get(str(file_id), name),
            media_type=media_type,
            size=len(keeper.kept.get(str(file_id), b"")),
        )
        for file_id, name, media_type in (
            (PDF, EVIL, "application/pdf"),
            (PNG, "foto.png", "image/png\r\nBcc: x@example.com"),
        )
    ]
    thread = MailThread(
        to="lucia@example.com", to_name="Lucía", subject="Sin señal", number=4711,
        message_id="<1@example.com>", references=[], reply_to=None, customer_id=None,
    )  # fmt: skip
    event = ReplySentV1(
        contact_id=uuid4(), source="soporte", chat_id="m-1", message_id=uuid4(), text="",
        author_name="Ana", at="2026-11-20T12:02:30Z", mail=thread, attachments=files,
    )  # fmt: skip
    return record_of(event, key=event.contact_id, version=None)


async def test_a_mail_brings_the_files_of_its_answer(world: World, keeper: Keeper) -> None:
    """C46; security row 20: a name is a name, whatever is in it, and the same at every attempt."""
    await world.harness.deliver([reply(keeper)])
    keeper.status = 503
    assert await world.attempt()
    assert world.mails == []
    assert (await world.only_email())["last_error"] == "no file: 503"

    keeper.status = 200
    assert await world.attempt()

    (raw,) = world.mails
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "multipart/alternative", "application/pdf", "application/octet-stream",
    ]  # fmt: skip
    found = [
        (part.get_filename(), part.get_content(), part.get_content_disposition(), len(part.keys()))
        for part in message.iter_attachments()
    ]
    name = "a_ filename_evil.exe Bcc_ x@example.com .._.._ñandú .pdf"
    assert found == [
        (name, keeper.kept[str(PDF)], "attachment", 4),
        ("foto.png", keeper.kept[str(PNG)], "attachment", 4),
    ]
    body = message.get_body(("plain",))
    assert body is not None
    assert "Ana" in body.get_content()
    assert message["Content-Language"] == "es"


async def test_the_files_of_one_mail_come_after_those_of_another(
    world: World, keeper: Keeper
) -> None:
    """Of what is being sent, no more is in memory than one mail."""
    await world.harness.deliver([reply(keeper), reply(keeper), reply(keeper)])

    # First, and alone: rows that one of them holds up are passed over by the others.
    await world.hurry()
    assert all(await asyncio.gather(*(world.make_one() for _ in range(3))))

    assert len(world.mails) == 3
    assert keeper.asked == [str(PDF), str(PNG)] * 3


async def test_what_cannot_be_fetched_is_not_sent_without_it(world: World, keeper: Keeper) -> None:
    """Shorter than it was: again, later. Forgotten: told as failed, to whoever wrote it."""
    record = reply(keeper)
    await world.harness.deliver([record])
    whole = keeper.kept[str(PDF)]
    keeper.kept[str(PDF)] = whole[:-1]
    assert await world.attempt()
    assert (await world.only_email())["state"] == "waiting"

    del keeper.kept[str(PNG)]
    keeper.kept[str(PDF)] = whole
    assert await world.attempt()

    assert world.mails == []
    (told,) = await world.harness.emitted()
    assert told.type == "notifications.email-failed.v1"
    assert told.data["reason"] == "a file of it is not there any more"


async def test_without_a_way_to_the_files_an_answer_with_some_is_told_as_failed(
    start_world: StartWorld, keeper: Keeper
) -> None:
    world = await start_world()
    await world.harness.deliver([reply(keeper)])

    assert await world.attempt()

    (told,) = await world.harness.emitted()
    assert told.type == "notifications.email-failed.v1"
    assert world.mails == []
