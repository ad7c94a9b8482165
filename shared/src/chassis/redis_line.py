"""One connection to Redis on which questions follow one another without waiting for answers."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from typing import cast

import structlog

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 0.003


class Away(Exception):
    """Redis does not answer now."""


class RedisLine(asyncio.Protocol):
    """A connection. Answers come in the order of the questions, each on a line that counts."""

    def __init__(self) -> None:
        self.is_broken = False
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._waiting: deque[tuple[asyncio.Future[bytes], bool, float]] = deque()
        self._alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not asserted: transports of uvloop are none of asyncio's classes.
        self._transport = cast("asyncio.Transport", transport)

    def ask(self, words: Sequence[bytes], *, patient: bool = False) -> "asyncio.Future[bytes]":
        """The answer, without its mark. Away when it is an error, or does not come in time."""
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        if self.is_broken or self._transport is None:
            answer.set_exception(Away())
            return answer
        parts = [b"*%d\r\n" % len(words)]
        parts += [b"$%d\r\n%s\r\n" % (len(word), word) for word in words]
        self._waiting.append((answer, patient, time.monotonic()))
        self._transport.write(b"".join(parts))
        if self._alarm is None and not patient:
            self._set_alarm()
        return answer

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\r\n")
        for line in lines:
            if line.startswith(b"-"):
                log.warning("Redis refused a question", answer=line.decode(errors="replace")[:60])
                return self.break_off()
            if line.startswith(b"$"):
                continue  # only says how long the next line is
            self._answer(line.removeprefix(b":").removeprefix(b"+"))
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        self.break_off()

    def break_off(self) -> None:
        """Nobody waits any longer."""
        self.is_broken = True
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self._transport is not None:
            self._transport.abort()
        while self._waiting:
            answer, *_ = self._waiting.popleft()
            if not answer.done():
                answer.set_exception(Away())

    def _answer(self, text: bytes) -> None:
        if not self._waiting:
            return self.break_off()
        answer, *_ = self._waiting.popleft()
        if not answer.done():
            answer.set_result(text)
        return None

    def _set_alarm(self, *, again: bool = False) -> None:
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_later(PATIENCE_SECONDS, self._look, again)

    def _look(self, again: bool) -> None:
        """A loop that was busy itself rings late, before it reads: then look once more."""
        self._alarm = None
        if not self._waiting:
            return
        _, patient, since = self._waiting[0]
        if patient or time.monotonic() - since < PATIENCE_SECONDS:
            self._set_alarm()
        elif not again:
            self._set_alarm(again=True)
        else:
            log.warning("Redis is too slow; rates are counted in this process")
            self.break_off()
