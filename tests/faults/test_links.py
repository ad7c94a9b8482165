"""A link carries everything, and every fault of it is what it says."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import pytest
import pytest_asyncio
from tests.faults.links import Direction, Link

from chassis_testing.waiting import until
from local_stack.ports import HOST

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


@dataclass
class Echo:
    """A server that answers every line with itself, in capitals, and notes what it heard."""

    port: int = 0
    heard: list[bytes] = field(default_factory=list)

    async def serve(self, reader: Reader, writer: Writer) -> None:
        try:
            while line := await reader.readline():
                self.heard.append(line)
                writer.write(line.upper())
                await writer.drain()
        except OSError:
            pass  # what becomes of a connection is seen from the other side
        finally:
            writer.close()

    async def has_heard(self, *lines: bytes) -> None:
        """Waits until it has, and nothing else."""

        async def heard() -> bool:
            return self.heard == [*lines]

        await until(heard)


@pytest_asyncio.fixture
async def echo() -> AsyncIterator[Echo]:
    """Running."""
    echo = Echo()
    server = await asyncio.start_server(echo.serve, HOST, 0)
    async with server:
        echo.port = server.sockets[0].getsockname()[1]
        yield echo


@pytest_asyncio.fixture
async def link(echo: Echo) -> AsyncIterator[Link]:
    """To the echo."""
    async with Link("echo", echo.port) as link:
        yield link


@asynccontextmanager
async def connected(link: Link) -> AsyncIterator[tuple[Reader, Writer]]:
    """A client of the link."""
    reader, writer = await asyncio.open_connection(HOST, link.port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def asked(reader: Reader, writer: Writer, line: bytes) -> bytes:
    """The echo's answer."""
    writer.write(line)
    await writer.drain()
    return await reader.readline()


async def nothing_comes(reader: Reader) -> bool:
    """Whether nothing has come after everything that was ready had its turn."""
    for _ in range(50):
        await asyncio.sleep(0)
    return not reader._buffer  # type: ignore[attr-defined]


async def no_connections(link: Link) -> None:
    """Waits until the last has ended."""

    async def none() -> bool:
        return link.connections == 0

    await until(none)


async def test_a_link_carries_both_ways_and_counts(link: Link) -> None:
    async with connected(link) as (reader, writer):
        assert await asked(reader, writer, b"hello\n") == b"HELLO\n"

    await no_connections(link)
    assert link.carried == {"up": 6, "down": 6}
    assert link.accepted == 1


async def test_megabytes_pass_unchanged_through_a_jittery_delay(link: Link) -> None:
    link.delay(0.002, jitter=0.002)
    lines = [f"{number}:{'x' * 1000}\n".encode() for number in range(3000)]

    async with connected(link) as (reader, writer):
        writing = asyncio.create_task(_write_all(writer, lines))
        answers = [await reader.readline() for _ in lines]
        await writing

    assert answers == [line.upper() for line in lines]


async def _write_all(writer: Writer, lines: list[bytes]) -> None:
    for line in lines:
        writer.write(line)
        await writer.drain()


async def test_a_half_closed_connection_still_brings_the_answer(link: Link) -> None:
    async with connected(link) as (reader, writer):
        writer.write(b"last word\n")
        writer.write_eof()

        assert await reader.read() == b"LAST WORD\n"

    await no_connections(link)


async def test_a_cut_resets_connections_refuses_new_ones_and_heals(link: Link) -> None:
    async with connected(link) as (reader, writer):
        await asked(reader, writer, b"before\n")
        link.cut()

        with pytest.raises(ConnectionResetError):
            await reader.readline()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(HOST, link.port)

    link.heal()
    async with connected(link) as (reader, writer):
        assert await asked(reader, writer, b"after\n") == b"AFTER\n"


async def test_a_stalled_link_accepts_carries_nothing_and_forgets_nothing(
    link: Link, echo: Echo
) -> None:
    async with connected(link) as (old_reader, old_writer):
        await asked(old_reader, old_writer, b"before\n")
        link.stall()
        async with connected(link) as (new_reader, new_writer):
            old_writer.write(b"old\n")
            new_writer.write(b"new\n")
            assert await nothing_comes(old_reader)
            assert await nothing_comes(new_reader)
            assert echo.heard == [b"before\n"]

            link.heal()
            assert await old_reader.readline() == b"OLD\n"
            assert await new_reader.readline() == b"NEW\n"


@pytest.mark.parametrize(
    ("direction", "heard"), [("up", [b"first\n", b"then\n"]), ("down", [b"first\n"])]
)
async def test_one_way_holds_the_other_direction_back(
    link: Link, echo: Echo, direction: Direction, heard: list[bytes]
) -> None:
    async with connected(link) as (reader, writer):
        await asked(reader, writer, b"first\n")
        link.one_way(direction)
        writer.write(b"then\n")

        await echo.has_heard(*heard)
        assert await nothing_comes(reader)
        link.heal()
        assert await reader.readline() == b"THEN\n"


async def test_an_answer_can_be_lost_after_the_request_was_received(link: Link, echo: Echo) -> None:
    async with connected(link) as (reader, writer):
        await asked(reader, writer, b"first\n")
        link.cut_after(0, "down")

        with pytest.raises(ConnectionResetError):
            await asked(reader, writer, b"paid\n")
    await echo.has_heard(b"first\n", b"paid\n")

    link.heal()
    async with connected(link) as (reader, writer):
        assert await asked(reader, writer, b"again\n") == b"AGAIN\n"


async def test_a_connection_is_reset_in_the_middle_of_a_request(link: Link, echo: Echo) -> None:
    link.cut_after(8, "up")
    async with connected(link) as (reader, writer):
        assert await asked(reader, writer, b"whole\n") == b"WHOLE\n"
        with pytest.raises(ConnectionResetError):
            await asked(reader, writer, b"half of it\n")

    assert b"half of it\n" not in echo.heard
    assert link.carried["up"] == 8


async def test_a_link_to_nobody_resets() -> None:
    async with Link("nobody", 1) as link, connected(link) as (reader, _):
        with pytest.raises(ConnectionResetError):
            await reader.read()


async def test_a_reset_leaves_new_connections_welcome(link: Link) -> None:
    async with connected(link) as (reader, writer):
        await asked(reader, writer, b"before\n")
        link.reset()
        with pytest.raises(ConnectionResetError):
            await reader.readline()
    async with connected(link) as (reader, writer):
        assert await asked(reader, writer, b"at once\n") == b"AT ONCE\n"


async def test_an_end_for_somebody_who_has_reset_meanwhile_is_no_fault_of_ours() -> None:
    loop = asyncio.get_running_loop()
    with socket.create_server((HOST, 0)) as server:
        server.setblocking(False)
        async with Link("rude", server.getsockname()[1]) as link, connected(link) as (_, writer):
            other, _ = await loop.sock_accept(server)
            link.stall()
            writer.write_eof()

            async def is_waiting() -> bool:
                return any(each.flows["up"]._waiting for each in link._passages)

            await until(is_waiting)
            other.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            other.close()

            link.heal()

            await no_connections(link)
