"""Files of systems that sign: nobody holds them whole, and nothing unsigned is kept."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from services.intake.tests.files.sending import PDF, PNG, kept_in
from services.intake.tests.signing.signer import Signer, signed

from chassis_testing.harness import Harness
from intake.domain.attachment import LARGEST_FILE

CHAT = b'{"external_id": "chat-1", "transcript": []}'
UPLOAD = "/attachments?chat_id=chat-1&name=foto.png"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are."""
    return tmp_path / "files"


@pytest.fixture
async def chat(signer: Signer) -> None:
    """The one that the files belong to."""
    assert (await signer.say(CHAT, "chats")).status_code == 202


@pytest.mark.usefixtures("chat")
async def test_a_file_is_signed_whole(intake: Harness[Any], signer: Signer, folder: Path) -> None:
    """The largest there is, with a byte changed at its end."""
    file = PNG.ljust(LARGEST_FILE, b"\x01")
    headers = signed(file, signer.secret)
    changed = await signer.send(file[:-1] + b"\x02", headers, "chats", UPLOAD)
    bare = await signer.send(file, {}, "chats", UPLOAD)

    assert (changed.status_code, changed.json()["code"]) == (401, "wrong-signature")
    assert (bare.status_code, bare.json()["code"]) == (401, "signature-required")
    assert await intake.rows("select 1 from attachment") == []
    assert kept_in(folder) == []

    kept = await signer.send(file, headers, "chats", UPLOAD)
    assert kept.status_code == 201, kept.text
    assert [each.read_bytes() for each in kept_in(folder)] == [file]


@pytest.mark.usefixtures("chat")
async def test_nothing_is_read_of_a_file_that_is_not_said_to_be_signed(signer: Signer) -> None:
    asked: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        asked.append(1)
        yield PNG

    answer = await signer.send(pieces(), {}, "chats", UPLOAD)

    assert (answer.status_code, answer.json()["code"]) == (401, "signature-required")


@pytest.mark.usefixtures("chat")
async def test_a_file_that_comes_again_is_the_same_file(
    intake: Harness[Any], signer: Signer, folder: Path
) -> None:
    """After one another, and at once; under another name of the file it is none."""
    headers = signed(PNG, signer.secret)

    answers = [
        *await asyncio.gather(*(signer.send(PNG, headers, "chats", UPLOAD) for _ in range(3))),
        await signer.send(PNG, headers, "chats", UPLOAD),
    ]

    assert [answer.status_code for answer in answers] == [201] * 4
    (row,) = await intake.rows("select id, name from attachment")
    assert {answer.json()["id"] for answer in answers} == {str(row["id"])}
    assert [each.name for each in kept_in(folder)] == [row["id"].hex]
    renamed = await signer.send(PNG, headers, "chats", UPLOAD.replace("foto", "otra"))
    assert (renamed.status_code, renamed.json()["code"]) == (422, "delivery-reused")
    assert [each.name for each in kept_in(folder)] == [row["id"].hex]


@pytest.mark.usefixtures("chat")
async def test_who_fetches_a_file_signs_that_there_is_no_body(
    signer: Signer, desk: Any, ana: Any, intake: Harness[Any]
) -> None:
    """To read changes nothing, so the same may be asked again; what was said to be kept opens
    nothing."""
    file_id = (await signer.send(PDF, signed(PDF, signer.secret), "chats", UPLOAD)).json()["id"]
    message = f'{{"chat_id": "chat-1", "message_id": "m1", "attachments": ["{file_id}"]}}'.encode()
    said = signed(message, signer.secret)
    assert (await signer.send(message, said, "chats", "/messages")).status_code == 202
    path = f"/api/v1/intake/chats/{signer.key}/attachments/{file_id}"
    asking = signed(b"", signer.secret)

    async def fetch(headers: dict[str, str], body: bytes = b"") -> tuple[int, bytes]:
        answer = await signer.client.request("GET", path, headers=headers, content=body)
        return answer.status_code, answer.content

    assert [await fetch(asking) for _ in range(2)] == [(200, PDF)] * 2
    assert [(await fetch({}))[0], (await fetch(said, message))[0]] == [401, 401]
