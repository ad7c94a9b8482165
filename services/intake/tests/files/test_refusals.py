"""Files that are refused, and of which nothing stays."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from services.intake.tests.files.sending import (
    BEGINNING,
    DOOR,
    PNG,
    SITE,
    VISITOR,
    Headers,
    Sender,
    forget_now,
)

from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from intake.app import define
from intake.domain.attachment import LARGEST_FILE
from intake.settings import Settings


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
    answer = await sender.post(DOOR, content, chat_id="chat-1")

    assert (answer.status_code, answer.json()["code"]) == refusal
    assert await intake.rows("select 1 from attachment") == []
    assert await forget_now(intake, folder) == []


async def test_a_file_for_a_chat_that_nobody_knows_is_refused(sender: Sender) -> None:
    answer = await sender.post(DOOR, PNG, chat_id="chat-9")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-chat")


async def test_nothing_is_sent_to_a_chat_that_is_over(
    intake: Harness[Any], desk: Any, sender: Sender, ana: Headers
) -> None:
    await intake.client.post(f"{SITE}/chats", json=BEGINNING, headers=VISITOR)
    (row,) = await intake.rows("select id from contact")
    await desk.act("take", row["id"], ana)
    await desk.act("finish", row["id"], ana, {"outcome": "listo"})

    for path, who in (
        (f"{SITE}/attachments", VISITOR),
        (f"/api/v1/contacts/{row['id']}/attachments", ana),
    ):
        answer = await sender.post(path, PNG, who)
        assert (answer.status_code, answer.json()["code"]) == (409, "contact-is-closed")


async def test_where_there_is_no_place_for_files_none_are_taken(
    settings: Settings, create_database: CreateDatabase, tmp_path: Path
) -> None:
    told = settings.model_copy(update={"database_url": await create_database("intake")})
    service = Service(define(told), told, "api")
    async with running(service, make_signing_keys(tmp_path)) as without:
        await without.client.post(f"{SITE}/chats", json=BEGINNING, headers=VISITOR)
        answer = await Sender(without).post(f"{SITE}/attachments", PNG, VISITOR)
        left = await without.rows("select 1 from attachment")

    assert (answer.status_code, answer.json()["code"]) == (503, "attachments-are-off")
    assert left == []
