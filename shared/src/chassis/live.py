"""Live streams: whoever looks at something is told when it changes.

A service says which of its topics to hear, and for each kind of stream how its viewers are told
(`Teller`). Changes are gathered for some milliseconds, so that a busy moment costs one look at the
database for all streams together, and not one for each change and viewer.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

import structlog

from chassis.brokers import Brokers
from chassis.database import is_outage
from chassis.errors import TooMany, Unavailable
from chassis.live_feed import Change, LiveFeed
from chassis.live_stream import Stream
from chassis.policies import Actor
from chassis.wake import Bell

log = structlog.get_logger(__name__)

MOST_OF_AN_ACCOUNT = 20
MOST_IN_ALL = 2_000
MOST_WAITING = 5_000
MOST_MISSED = 500
"""Who comes back and has missed more is told to look anew."""

_GATHER_SECONDS = 0.04
_BEAT_SECONDS = 0.5
_SETTLE_SECONDS = 1.0
_LOOK_SECONDS = 1.0
_START_SECONDS = 5.0

W = TypeVar("W")
AnyStream: TypeAlias = "Stream[Any]"
Changes = Mapping[str, Sequence[Change]]
"""What was heard, by key, in order."""

Whisper = dict[str, Any]
"""What was said to all processes by Redis (`whispers.py`), and may as well have been lost."""


class Teller(Protocol):
    """Tells the viewers of one kind of stream. Telling the same again must do no harm."""

    async def tell(self, changes: Changes, streams: Sequence[AnyStream]) -> None:
        """Put what these changes mean for each stream into it."""

    async def settle(self, streams: Sequence[AnyStream]) -> None:
        """The same for what need not be told at once: after changes, at most once a second, and
        beside `tell`, which does not wait for it."""

    def whisper(self, words: Whisper, streams: Sequence[AnyStream]) -> None:
        """Something was said that nobody has to hear; also where no stream is open."""

    async def beat(self, streams: Sequence[AnyStream]) -> None:
        """Twice a second: for what was whispered, and what passes by itself. Where it fails, the
        next one tells it."""


class Live:
    """The streams of one process. The feed runs from the first stream on."""

    def __init__(
        self, brokers: Brokers, topics: Sequence[str], is_ending: Callable[[], bool]
    ) -> None:
        self._feed = LiveFeed(brokers, topics, self._hear, self._lose)
        self._is_ending = is_ending
        self._streams: dict[AnyStream, Teller] = {}
        self._waiting: dict[str, list[Change]] = {}
        self._missed: dict[AnyStream, list[Change]] = {}
        self._bell = Bell()
        self._wanted = asyncio.Event()
        self._told = asyncio.Event()

    async def open(
        self,
        teller: Teller,
        wants: W,
        actor: Actor,
        cursor: str | None = None,
        check_room: Callable[[], None] = lambda: None,
    ) -> Stream[W]:
        """A stream that goes on where the cursor says, or else begins with a reset.

        `close` it. `check_room` may refuse it besides. Raises TooMany, Unavailable.
        """
        self._make_room(actor)
        check_room()
        self._wanted.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_START_SECONDS):
                await self._feed.tried.wait()
        if not self._feed.hears:
            raise Unavailable("News cannot be heard now. Try again.")
        self._make_room(actor)
        check_room()
        missed = None if cursor is None else self._feed.since(cursor)
        if missed is not None and len(missed) > MOST_MISSED:
            missed = None
        stream = Stream(wants, actor, self._feed.cursor if missed is None else cursor or "")
        self._streams[stream] = teller
        if missed is None:
            stream.reset()
        elif missed:
            self._missed[stream] = missed
            self._bell.ring()
        return stream

    def close(self, stream: AnyStream) -> None:
        """Forget it."""
        self._streams.pop(stream, None)
        self._missed.pop(stream, None)

    def whisper(self, teller: Teller, words: Whisper) -> None:
        """Hand on what was said without a topic."""
        teller.whisper(words, self.streams_of(teller))

    def streams_of(self, teller: Teller) -> list[AnyStream]:
        """Those open now."""
        return [stream for stream, its in self._streams.items() if its is teller]

    async def run(self) -> None:
        """For ever: hear, gather, tell."""
        await self._wanted.wait()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._feed.run())
            group.create_task(self._tell_on())
            group.create_task(self._settle_on())
            group.create_task(self._beat_on())

    def end_all(self) -> None:
        """The process ends: its streams find another one."""
        for stream in self._streams:
            stream.end()

    async def _tell_on(self) -> None:
        while True:
            await self._bell.wait(_LOOK_SECONDS)
            if self._is_ending():
                self.end_all()
            if self._waiting or self._missed:
                await self._tell_all()
                self._told.set()
                await asyncio.sleep(_GATHER_SECONDS)

    async def _settle_on(self) -> None:
        while True:
            await self._told.wait()
            self._told.clear()
            await self._each(lambda teller, streams: teller.settle(streams))
            await asyncio.sleep(_SETTLE_SECONDS)

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            for teller in set(self._streams.values()):
                # Nobody has to look anew for want of what may be lost.
                await _attempt(partial(teller.beat, self.streams_of(teller)), ())

    async def _tell_all(self) -> None:
        changes, self._waiting, cursor = self._waiting, {}, self._feed.cursor
        missed, self._missed = self._missed, {}
        told = list(self._streams)
        if changes:
            await self._each(lambda teller, streams: teller.tell(changes, streams))
        await self._tell_missed(missed)
        for stream in told:
            stream.cursor = cursor

    async def _tell_missed(self, missed: Mapping[AnyStream, Sequence[Change]]) -> None:
        """Who came back, and nobody else. Those who came together are told together: one of them
        may hear again what it knows."""
        for teller in {self._streams[stream] for stream in missed if stream in self._streams}:
            streams = [stream for stream in missed if self._streams.get(stream) is teller]
            changes: dict[str, list[Change]] = {}
            for stream in sorted(streams, key=lambda stream: len(missed[stream])):
                changes |= _by_key(missed[stream])
            await _attempt(partial(teller.tell, changes, streams), streams)

    async def _each(self, work: Callable[[Teller, Sequence[AnyStream]], Awaitable[None]]) -> None:
        for teller in set(self._streams.values()):
            streams = self.streams_of(teller)
            await _attempt(partial(work, teller, streams), streams)

    def _hear(self, changes: Sequence[Change]) -> None:
        if not self._streams:
            return
        for change in changes:
            self._waiting.setdefault(change.key, []).append(change)
        if len(self._waiting) > MOST_WAITING:
            self._lose()
        self._bell.ring()

    def _lose(self) -> None:
        """More than anybody could be told one by one, or nobody knows what: look anew."""
        self._waiting.clear()
        self._missed.clear()
        for stream in self._streams:
            stream.cursor = self._feed.cursor
            stream.reset()

    def _make_room(self, actor: Actor) -> None:
        held = Counter(stream.account_id for stream in self._streams)
        if held[actor.account_id] >= MOST_OF_AN_ACCOUNT or held.total() >= MOST_IN_ALL:
            raise TooMany("Too many streams are open; close one.", code="too-many-streams")


def _by_key(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.key, []).append(change)
    return found


async def _attempt(work: Callable[[], Awaitable[None]], streams: Sequence[AnyStream]) -> None:
    """What these streams cannot be told now, their viewers find out by themselves."""
    try:
        await work()
    except Exception as error:
        log.warning("streams could not be told", exc_info=None if is_outage(error) else error)
        for stream in streams:
            stream.reset()
