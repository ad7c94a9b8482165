"""How much may be sent in a chat: exactly that, by each side, however many send at once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from services.intake.tests.files.sending import (
    BEGINNING,
    DOOR,
    PNG,
    SITE,
    VISITOR,
    Headers,
    Sender,
)

from chassis.causes import fresh_cause
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from chassis_testing.waiting import until
from intake.domain.file_room import MOST_OF_A_SIDE
from intake.inbound.upload_room import MOST_OF_A_VISITOR
from intake.outbound.attachment_store import forget_unsent
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings

MIB = 1 << 20


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Customers have as little room as can be told."""
    return settings.model_copy(update={"customer_files_mib": 10})


async def at_once(sender: Sender, number: int, size: int) -> Counter[str]:
    """What becomes of files that a customer sends at the same time."""
    content = PNG.ljust(size, b"\x00")
    sent = (sender.post(DOOR, content, chat_id="chat-1") for _ in range(number))
    answers = await asyncio.gather(*sent)
    return Counter(each.json().get("code", "taken") for each in answers)


async def test_a_customer_has_so_many_bytes_in_a_chat(
    channels: Any, desk: Any, sender: Sender, ana: Headers
) -> None:
    """What is on its way counts as what has come; the other side has room of its own."""
    contact_id = await channels.chat("chat-1")
    await channels.chat("chat-2")
    await desk.act("take", contact_id, ana)

    assert await at_once(sender, 7, 2 * MIB) == {"taken": 5, "no-room-for-file": 2}

    late = await sender.post(DOOR, PNG, chat_id="chat-1")
    assert (late.status_code, late.json()["most_bytes"]) == (409, 10 * MIB)
    await sender.of_channel(chat="chat-2")
    await sender.of_operator(contact_id, ana)


async def test_each_side_sends_so_many_files(
    intake: Harness[Any], channels: Any, desk: Any, sender: Sender, ana: Headers
) -> None:
    """A visitor does not use up what the operator may send."""
    contact_id = await channels.chat("chat-1")
    await desk.act("take", contact_id, ana)
    async with intake.system() as connection:
        await connection.exec_driver_sql(
            "insert into attachment (id, contact_id, name, media_type, size) "
            "select gen_random_uuid(), $1, 'x', 'text/plain', 1 from generate_series(1, $2)",
            (contact_id, MOST_OF_A_SIDE - 2),
        )

    assert await at_once(sender, 5, 100) == {"taken": 2, "too-many-attachments": 3}

    await sender.of_operator(contact_id, ana)


async def test_what_is_refused_or_never_came_keeps_no_room(
    intake: Harness[Any], channels: Any, sender: Sender
) -> None:
    contact_id = await channels.chat("chat-1")
    for _ in range(3):
        refused = await sender.post(DOOR, b"MZ".ljust(8 * MIB, b"\x00"), chat_id="chat-1")
        assert refused.status_code == 422
    async with intake.system() as connection:
        # A process ended while they came.
        await connection.exec_driver_sql(
            "insert into attachment (id, contact_id, name, size, created_at) "
            "select gen_random_uuid(), $1, 'x', $2, now() - n * interval '10 minutes' "
            "from generate_series(1, 2) as n",
            (contact_id, 5 * MIB),
        )

    assert await at_once(sender, 1, MIB) == {"no-room-for-file": 1}
    async with intake.system() as connection:
        await forget_unsent(IntakeTransaction(Tx(connection, fresh_cause(), "/intake")))

    assert await at_once(sender, 1, 5 * MIB) == {"taken": 1}
    (row,) = await intake.rows("select size from attachment where media_type is not null")
    assert row["size"] == 5 * MIB


async def test_a_visitor_sends_few_files_at_a_time(intake: Harness[Any], sender: Sender) -> None:
    await intake.client.post(f"{SITE}/chats", json=BEGINNING, headers=VISITOR)
    begun: list[UUID] = []
    goes_on = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield PNG
        await goes_on.wait()
        yield b"\x00"

    async def have_begun() -> bool:
        begun[:] = [row["id"] for row in await intake.rows("select id from attachment")]
        return len(begun) == MOST_OF_A_VISITOR

    async with asyncio.TaskGroup() as group:
        post = sender.post
        # Of unknown length each counts as the largest: their sizes are told.
        slow = [
            group.create_task(
                post(f"{SITE}/attachments", slowly(), VISITOR | {"Content-Length": "59"})
            )
            for _ in range(MOST_OF_A_VISITOR)
        ]
        await until(have_begun)
        refused = await post(f"{SITE}/attachments", PNG, VISITOR)
        goes_on.set()

    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-uploads")
    assert {each.result().status_code for each in slow} == {201}
    assert (await post(f"{SITE}/attachments", PNG, VISITOR)).status_code == 201
