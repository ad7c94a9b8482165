"""Who may bring mail, and how many at once (D02, security row 23)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_network
from typing import Any

import pytest

from chassis_testing.harness import Harness
from intake.inbound.mail_conversation import Guests
from intake.inbound.mail_door import MailDoor, MailDoorSettings


@asynccontextmanager
async def opened(intake: Harness[Any], peers: str) -> AsyncIterator[int]:
    """The port of a door for these networks."""
    known = intake.service.definition.state["mail_door"]
    settings = MailDoorSettings("127.0.0.1", 0, (ip_network(peers),))
    door = MailDoor(settings, known.reader, intake.service.definition.state["systems"])
    running = asyncio.create_task(door.run(intake.service.database))
    await door.opened.wait()
    yield door.port
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_strangers_are_refused_before_they_say_anything(intake: Harness[Any]) -> None:
    async with opened(intake, "10.0.0.0/8") as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        heard = await reader.read()
        writer.close()

    assert heard == b"554 5.7.1 Mail is taken from our own mail server only\r\n"


async def test_only_so_many_talk_at_once(intake: Harness[Any]) -> None:
    """Who is one too many is told to come later; when one leaves there is room."""
    async with opened(intake, "127.0.0.0/8") as port:
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(100)]
        welcomed = [await reader.readline() for reader, _ in crowd]
        late, late_writer = await asyncio.open_connection("127.0.0.1", port)
        refused = await late.read()
        first, first_writer = crowd[0]
        first_writer.write(b"QUIT\r\n")
        await first.read()
        again, again_writer = await asyncio.open_connection("127.0.0.1", port)
        admitted = await again.readline()
        for writer in (first_writer, late_writer, again_writer, *(each for _, each in crowd)):
            writer.close()

    assert {each[:4] for each in [*welcomed, admitted]} == {b"220 "}
    assert refused.startswith(b"421 ")


@pytest.mark.parametrize(
    ("address", "is_ours"),
    [
        ("10.1.2.3", True),
        ("::ffff:10.1.2.3", True),
        ("11.1.2.3", False),
        ("::ffff:11.1.2.3", False),
        ("::1", False),
        ("", False),
    ],
)
def test_an_address_in_the_form_of_the_other_kind_is_the_same(address: str, is_ours: bool) -> None:
    guests = Guests((ip_network("10.0.0.0/8"),))

    assert (guests.enter((address, 25)) is None) is is_ours
