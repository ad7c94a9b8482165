"""What mail servers do on bad days (S20), on a real one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from local_stack.mail_sink.faults import Fault

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, StartWorld, World


@pytest.mark.parametrize("fault", [Fault.REFUSE_451, Fault.CLOSE_421])
async def test_what_is_refused_for_now_is_tried_again(
    world: World, closed: Make, fault: Fault
) -> None:
    """Greylisting, and a server that hangs up while the message arrives."""
    world.refuse(fault)
    await world.harness.deliver([closed()])

    await world.attempt()
    first = await world.only_email()
    await world.attempt()
    second = await world.only_email()

    assert (first["state"], first["attempts"], second["state"], second["attempts"]) == (
        "waiting",
        1,
        "sent",
        2,
    )
    assert first["last_error"].startswith("4")
    assert len(world.mails) == 1
    assert [told.data["attempts"] for told in await world.harness.emitted()] == [2]


async def test_what_is_refused_for_good_is_undeliverable(world: World, closed: Make) -> None:
    world.refuse(Fault.REFUSE_550)
    await world.harness.deliver([closed()])

    await world.attempt()

    assert not await world.attempt()
    email = await world.only_email()
    (told,) = await world.harness.emitted()
    assert email["state"] == "undeliverable"
    assert email["last_error"] == "550 5.1.1 No such address"
    assert (told.type, told.sequence) == ("notifications.email-failed.v1", 1)
    assert told.data["reason"] == "550 5.1.1 No such address"


async def test_an_answer_lost_on_the_way_repeats_the_mail_with_its_message_id(
    world: World, closed: Make
) -> None:
    """P5: at least once, and the copy can be recognised."""
    world.refuse(Fault.DROP_BEFORE_REPLY)
    await world.harness.deliver([closed()])

    await world.attempt()
    await world.attempt()

    first, second = world.mails
    assert first == second
    assert b"Message-ID: <" in first
    assert (await world.only_email())["state"] == "sent"


async def test_a_mail_server_that_is_away_is_waited_for(
    start_world: StartWorld, closed: Make
) -> None:
    world = await start_world(smtp_port=1)
    await world.harness.deliver([closed()])

    await world.attempt()

    email = await world.only_email()
    assert (email["state"], email["attempts"]) == ("waiting", 1)
    assert "SMTPConnectError" in email["last_error"]


async def test_a_mail_server_that_says_nothing_is_waited_for(
    start_world: StartWorld, closed: Make
) -> None:
    """A tarpit: it takes the connection and never greets."""

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(say_nothing, "127.0.0.1", 0) as tarpit:
        port = tarpit.sockets[0].getsockname()[1]
        world = await start_world(smtp_port=port, smtp_seconds=0.2)
        await world.harness.deliver([closed()])

        await world.attempt()

    assert (await world.only_email())["state"] == "waiting"


async def test_a_server_that_refuses_everybody_loses_no_mail(
    start_world: StartWorld, closed: Make
) -> None:
    """A refused greeting says nothing about this e-mail, whatever its number."""

    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"554 no service here\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        world = await start_world(smtp_port=server.sockets[0].getsockname()[1])
        await world.harness.deliver([closed()])

        await world.attempt()

    email = await world.only_email()
    assert (email["state"], email["last_error"]) == ("waiting", "554 no service here")
