"""Bytes on their way in one direction of one connection."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from tests.faults.links.weather import Direction, Weather

_MOST_WAITING = 1 << 20
END = b""
"""In the place of bytes: the sender has said its last word."""


class Flow:
    """Reads at `source`, writes at `sink`, as the weather allows; order is kept.

    `on_cut` is called when the connection has carried all that it may, `on_end` when the sender's
    last word was passed on. Sender and receiver press on each other as through one connection:
    what waits here is bounded.
    """

    def __init__(
        self,
        direction: Direction,
        weather: Weather,
        on_cut: Callable[[], None],
        on_end: Callable[[], None],
    ) -> None:
        self._direction = direction
        self._weather = weather
        self._on_cut = on_cut
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._size = 0
        self._timer: asyncio.TimerHandle | None = None
        self._is_sink_full = self._is_source_paused = False
        self.source: asyncio.Transport | None = None
        self.sink: asyncio.Transport | None = None
        self.left = weather.most.get(direction)
        self.carried = 0
        self.is_done = False

    def push(self, data: bytes) -> None:
        """Bytes have come from the source, or its end."""
        self._waiting.append((self._loop.time() + self._weather.latency(), data))
        self._size += len(data)
        self.go_on()

    def go_on(self) -> None:
        """Carry what may go now; also when the weather, or the sink, has changed."""
        self._cancel_timer()
        while self._waiting and self.sink is not None and self._direction not in self._weather.held:
            due, data = self._waiting[0]
            if due > self._loop.time():
                self._timer = self._loop.call_at(due, self.go_on)
                break
            self._waiting.popleft()
            self._size -= len(data)
            self._deliver(self.sink, data)
        self._press()

    def fill(self, is_full: bool) -> None:
        """The sink takes no more for a while, or takes again."""
        self._is_sink_full = is_full
        self._press()

    def close(self) -> None:
        """Carry nothing any more."""
        self._cancel_timer()
        self._waiting.clear()
        self.source = self.sink = None

    def _deliver(self, sink: asyncio.Transport, data: bytes) -> None:
        if data == END:
            self.is_done = True
            # Where the receiver has reset the connection meanwhile, that is told by itself.
            with suppress(OSError):
                sink.write_eof()
            self._on_end()
            return
        allowed = data if self.left is None else data[: self.left]
        sink.write(allowed)
        self.carried += len(allowed)
        if self.left is not None:
            self.left -= len(allowed)
            if len(allowed) < len(data):
                self._on_cut()

    def _press(self) -> None:
        is_too_much = self._is_sink_full or self._size > _MOST_WAITING
        if self.source is None or self.source.is_closing():
            return
        if is_too_much != self._is_source_paused:
            self._is_source_paused = is_too_much
            if is_too_much:
                self.source.pause_reading()
            else:
                self.source.resume_reading()

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
