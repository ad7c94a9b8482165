"""A link: a port of its own whose connections go on to a server's, in good weather or bad."""

import asyncio
import random
import socket
from typing import Self

from tests.faults.links.passage import Passage
from tests.faults.links.weather import DIRECTIONS, Direction, Weather

from local_stack.ports import HOST, PortPool

_BACKLOG = 128


class Link:
    """Carries connections from `port` to `target_port`, both on this machine.

    Each fault stays until `heal`; several may be there at once. What jitter there is follows from
    the link's name: a run can be repeated.
    """

    def __init__(self, name: str, target_port: int) -> None:
        self.name = name
        self.target_port = target_port
        self._ports = PortPool()
        self.port = self._ports.take()
        self._weather = Weather(random.Random(name))  # noqa: S311 - repeatable on purpose
        self._listener: socket.socket | None = None
        self._passages: set[Passage] = set()
        self._carried: dict[Direction, int] = dict.fromkeys(DIRECTIONS, 0)
        self.accepted = 0
        """Connections ever made."""

    async def start(self) -> None:
        """Listen."""
        self._listen()

    async def stop(self) -> None:
        """Break everything off and give the port back."""
        self.cut()
        self._ports.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def connections(self) -> int:
        """How many there are."""
        return len(self._passages)

    @property
    def carried(self) -> dict[Direction, int]:
        """Bytes handed on so far, each way."""
        return {
            each: self._carried[each] + sum(p.flows[each].carried for p in self._passages)
            for each in DIRECTIONS
        }

    def delay(self, seconds: float, jitter: float = 0.0) -> None:
        """Everything takes `seconds`, more or less `jitter`, each way."""
        self._weather.delay, self._weather.jitter = seconds, jitter

    def cut(self) -> None:
        """Reset all connections, and refuse new ones."""
        if self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._listener = None
        self.reset()

    def reset(self) -> None:
        """Reset all connections there are; new ones are welcome."""
        for passage in [*self._passages]:
            passage.reset()

    def stall(self) -> None:
        """Accept, and carry nothing: what was sent waits and is carried after `heal`."""
        self._weather.held.update(DIRECTIONS)

    def one_way(self, direction: Direction) -> None:
        """Carry bytes in this direction only; those of the other wait."""
        self._weather.held.update(DIRECTIONS)
        self._weather.held.discard(direction)

    def cut_after(self, size: int, direction: Direction) -> None:
        """Reset every connection, old or new, that would carry more than `size` more bytes.

        `cut_after(0, "down")` loses answers to requests that have been received: nothing comes
        back but a reset.
        """
        self._weather.most[direction] = size
        for passage in self._passages:
            passage.flows[direction].left = size

    def heal(self) -> None:
        """Fair weather: what waited is carried, new connections are accepted."""
        self._weather.clear()
        for passage in [*self._passages]:
            for flow in passage.flows.values():
                flow.left = None
            passage.go_on()
        self._listen()

    def _listen(self) -> None:
        if self._listener is None:
            self._listener = socket.create_server((HOST, self.port), backlog=_BACKLOG)
            self._listener.setblocking(False)
            loop = asyncio.get_running_loop()
            loop.add_reader(self._listener, self._accept, self._listener)

    def _accept(self, listener: socket.socket) -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return  # it went away again before we looked
        client.setblocking(False)
        passage = Passage(self.target_port, self._weather, self._forget)
        self._passages.add(passage)
        self.accepted += 1
        passage.take(client)

    def _forget(self, passage: Passage) -> None:
        self._passages.discard(passage)
        for each in DIRECTIONS:
            self._carried[each] += passage.flows[each].carried
