"""Operators answer mails with files; the service that sends the mails fetches them."""

import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from services.intake.tests.files.sending import PDF, PNG, Sender

from chassis.own_services import HEADER, TOLERANCE_SECONDS, signed
from chassis_testing.harness import Harness
from intake.settings import Settings

Headers = dict[str, str]
SECRET = b"known to two services"
MIB = 1 << 20


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Files go by mail, and there is a place for them."""
    secret = tmp_path / "mail-files-secret"
    secret.write_bytes(b"the next one\n" + SECRET + b"\n")
    return settings.model_copy(
        update={"files_dir": tmp_path / "files", "mail_files_secret_file": secret}
    )


@pytest.fixture
def sender(intake: Harness[Any]) -> Sender:
    return Sender(intake)


@pytest_asyncio.fixture
async def taken(intake: Harness[Any], mailroom: Any, desk: Any, ana: Any) -> UUID:
    """A contact that began with a mail, which Ana attends."""
    assert (await mailroom.bring(mailroom.write()))[0] == 250
    (row,) = await intake.rows("select id from contact")
    contact_id: UUID = row["id"]
    await desk.act("take", contact_id, ana)
    return contact_id


def path_of(file_id: object) -> str:
    return f"/api/v1/intake/mail-files/{file_id}"


def signs(path: str, secret: bytes = SECRET, age: float = 0) -> Headers:
    return signed(secret, "GET", path, time.time() - age)


async def test_the_sender_of_mails_fetches_what_an_answer_brings(
    intake: Harness[Any], sender: Sender, desk: Any, ana: Headers, taken: UUID
) -> None:
    """C46: told with the answer, shown at the desk, and out only for a service of ours."""
    file_id = await sender.of_operator(taken, ana, PDF)
    unsent = await sender.of_operator(taken, ana)
    answer = await desk.act("messages", taken, ana, {"client_id": "r1", "attachments": [file_id]})
    assert answer.status_code == 201, answer.text

    (told,) = [each for each in await intake.emitted() if each.type == "channels.reply-sent.v1"]
    assert told.data["mail"]["to"] == "lucia@example.com"
    assert told.data["attachments"] == [
        {"attachment_id": file_id, "name": "foto.pdf", "media_type": "application/pdf", "size": 59}
    ]
    path = path_of(file_id)
    fetched = await sender.get(path, signs(path))
    assert (fetched.status_code, fetched.content) == (200, PDF)
    refused: dict[str, list[Headers | None]] = {
        "signature-required": [
            None,
            {HEADER: "1 x"},
            {HEADER: f"{'9' * 5000} {'a' * 64}"},
        ],
        "stale-signature": [signs(path, age=TOLERANCE_SECONDS + 5)],
        "wrong-signature": [signs(path, b"somebody's"), signs(path_of(unsent))],
    }
    for code, headers in refused.items():
        for each in headers:
            asked = await sender.get(path, each)
            assert (asked.status_code, asked.json()["code"]) == (401, code)
    for other in (unsent, uuid4()):
        assert (await sender.get(path_of(other), signs(path_of(other)))).status_code == 404


async def test_files_of_chats_are_not_for_mails(
    sender: Sender, channels: Any, desk: Any, ana: Headers
) -> None:
    chat = await channels.chat()
    await desk.act("take", chat, ana)
    file_id = await sender.of_operator(chat, ana)
    await desk.act("messages", chat, ana, {"client_id": "r1", "attachments": [file_id]})

    path = path_of(file_id)
    assert (await sender.get(path, signs(path))).status_code == 404


async def test_one_mail_carries_no_more_than_mail_servers_take(
    intake: Harness[Any], sender: Sender, desk: Any, ana: Headers, taken: UUID
) -> None:
    """Refused whole: each file may still go with another answer."""
    files = [await sender.of_operator(taken, ana, PNG + b"\0" * 6 * MIB) for _ in range(2)]
    both = await desk.act("messages", taken, ana, {"client_id": "r1", "attachments": files})
    one = await desk.act("messages", taken, ana, {"client_id": "r1", "attachments": files[:1]})

    assert (both.status_code, both.json()["code"]) == (422, "too-much-for-mail")
    assert both.json()["most_bytes"] == 10 * MIB
    assert one.status_code == 201, one.text
