"""One connection through a link: the service's end, the server's end, and a flow each way."""

import asyncio
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from tests.faults.links.flow import END, Flow
from tests.faults.links.weather import DIRECTIONS, Direction, Weather

from local_stack.ports import HOST

_AT_ONCE = struct.pack("ii", 1, 0)


class _End(asyncio.Protocol):
    """One end. Bytes read here go `reads`; bytes that go the other way are written here."""

    def __init__(self, passage: "Passage", reads: Direction) -> None:
        self._passage = passage
        self._out = passage.flows[reads]
        self._in = passage.flows["down" if reads == "up" else "up"]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._out.source = self._in.sink = cast(asyncio.Transport, transport)
        self._passage.ends.append(self._out.source)
        if self._passage.is_over:
            self._passage.reset()
        self._in.go_on()

    def data_received(self, data: bytes) -> None:
        self._out.push(data)

    def eof_received(self) -> bool:
        self._out.push(END)
        return True  # stays open the other way

    def connection_lost(self, error: Exception | None) -> None:
        self._passage.lost()

    def pause_writing(self) -> None:
        self._in.fill(True)

    def resume_writing(self) -> None:
        self._in.fill(False)


class Passage:
    """Ends when both ends have; `on_end` is called then. A reset of one end resets the other."""

    def __init__(
        self, target_port: int, weather: Weather, on_end: Callable[["Passage"], None]
    ) -> None:
        self._target_port = target_port
        self._weather = weather
        self._on_end = on_end
        self._tasks: list[asyncio.Task[None]] = []
        self._is_reaching = False
        self.is_over = False
        self.ends: list[asyncio.Transport] = []
        self.flows: dict[Direction, Flow] = {
            each: Flow(each, weather, self.reset, self._close_if_done) for each in DIRECTIONS
        }

    def take(self, client: socket.socket) -> None:
        """Begin with the connection of a service."""
        self._tasks.append(asyncio.create_task(self._take(client)))
        self.go_on()

    def go_on(self) -> None:
        """The weather has changed. The server is not reached before requests may pass."""
        if not self._is_reaching and "up" not in self._weather.held:
            self._is_reaching = True
            self._tasks.append(asyncio.create_task(self._reach()))
        for flow in self.flows.values():
            flow.go_on()

    def reset(self) -> None:
        """Break both ends off (RST), as a lost connection does."""
        for end in self.ends:
            # Without lingering, a close is a reset; an end that was just lost cannot be told so.
            with suppress(OSError):
                end.get_extra_info("socket").setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE
                )
            end.abort()
        self._finish()

    def lost(self) -> None:
        """One end is gone without a good-bye of both."""
        if not self.is_over:
            self.reset()

    def _close_if_done(self) -> None:
        if all(flow.is_done for flow in self.flows.values()):
            for end in self.ends:
                end.close()
            self._finish()

    async def _take(self, client: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(lambda: _End(self, "up"), client)

    async def _reach(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: _End(self, "down"), HOST, self._target_port)
        except OSError:
            self.reset()

    def _finish(self) -> None:
        if not self.is_over:
            self.is_over = True
            for flow in self.flows.values():
                flow.close()
            self._on_end(self)
