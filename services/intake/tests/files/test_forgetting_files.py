"""Files go with whom they are about, and with what nobody sent."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from services.intake.tests.files.sending import (
    DOOR,
    PNG,
    Headers,
    Sender,
    forget_now,
)

from chassis import database
from chassis.causes import fresh_cause
from chassis.privacy import erase, tell
from chassis.transactions import Tx
from chassis.upkeep import do
from chassis_testing.harness import Harness
from intake.outbound.attachment_store import forget_unsent
from intake.outbound.privacy import PERSONAL


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
    late = await sender.post(DOOR, PNG, chat_id="chat-1")
    assert late.status_code == 404
    assert await forget_now(intake, folder) == []


async def test_what_no_message_names_is_forgotten_after_a_day(
    intake: Harness[Any],
    channels: Any,
    sender: Sender,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of it, although each transaction forgets but one file."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    await channels.chat("chat-1")
    young, _, _ = [await sender.of_channel() for _ in range(3)]
    async with intake.system() as connection:
        aged = "update attachment set created_at = now() - interval '25 hours' where id <> $1"
        await connection.exec_driver_sql(aged, (UUID(young),))
    await do(intake.service.database.begin, forget_unsent)

    left = await forget_now(intake, folder)

    assert [each.name for each in left] == [UUID(young).hex]
