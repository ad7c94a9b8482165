"""What a service has told others, heard again: it is what open event streams are fed with.

Every process that answers people reads the service's own topics with a consumer outside any group,
so that each of them hears everything. What was heard last is kept: a stream that comes back says
how far it had heard, and is told the rest.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from chassis.brokers import Brokers
from chassis.errors import Invalid
from chassis.pages import cursor_for, position_of

log = structlog.get_logger(__name__)

# A minute and more of a busy desk; read again when a process begins, so that its end loses nothing.
HISTORY = 10_000

_RETRY_SECONDS = 1.0
_ASK_SECONDS = 10.0
_POLL_MS = 1_000
_MOST_RECORDS = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """Something was told of the thing with this key; `kind` is the event's type."""

    topic: str
    key: str
    kind: str
    sequence: int | None


Hear = Callable[[Sequence[Change]], None]
"""Is given what was heard, in order."""


class LiveFeed:
    """The topics' newest records. `lost` is called when some may have been missed; `hears` is true
    once they are known, which was `tried`."""

    def __init__(
        self, brokers: Brokers, topics: Sequence[str], hear: Hear, lost: Callable[[], None]
    ) -> None:
        self._brokers = brokers
        self._topics = topics
        self._hear = hear
        self._lost = lost
        self._next: dict[TopicPartition, int] = {}
        self._complete_from: dict[TopicPartition, int] = {}
        self._history: deque[tuple[TopicPartition, int, Change]] = deque()
        self.hears = False
        self.tried = asyncio.Event()

    async def run(self) -> None:
        """For ever; brokers may come and go."""
        while True:
            try:
                await self._session()
            except (KafkaError, OSError, TimeoutError) as error:
                log.warning("the live feed lost its broker", error=type(error).__name__)
                self.tried.set()
            await asyncio.sleep(_RETRY_SECONDS)

    @property
    def cursor(self) -> str:
        """How far was heard, as an opaque text."""
        places = sorted(self._next)
        return cursor_for([_fingerprint(places), *(self._next[place] for place in places)])

    def since(self, cursor: str) -> list[Change] | None:
        """What was heard after this; None where that is not known any more."""
        places = sorted(self._next)
        begin = _positions(cursor, places)
        if begin is None or any(
            not self._complete_from[place] <= begin[place] <= self._next[place] for place in places
        ):
            return None
        return [change for place, offset, change in self._history if offset >= begin[place]]

    async def _session(self) -> None:
        consumer = AIOKafkaConsumer(
            **self._brokers.parameters, enable_auto_commit=False, auto_offset_reset="none"
        )
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                await consumer.start()
                await self._place(consumer)
            self.hears = True
            self.tried.set()
            while True:
                found = await consumer.getmany(timeout_ms=_POLL_MS, max_records=_MOST_RECORDS)
                if found:
                    self._take(found)
        finally:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ASK_SECONDS):
                    await consumer.stop()

    async def _place(self, consumer: AIOKafkaConsumer) -> None:
        """Go on where the last session ended; begin, or begin anew, a little before the end."""
        places = [
            TopicPartition(topic, number)
            for topic in self._topics
            for number in await consumer._client._wait_on_metadata(topic)
        ]
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        begins = await consumer.beginning_offsets(places)
        goes_on = self._next.keys() == set(places) and all(
            begins[place] <= self._next[place] <= ends[place] for place in places
        )
        if not goes_on:
            share = HISTORY // len(places)
            self._history.clear()
            self._next = {place: max(begins[place], ends[place] - share) for place in places}
            self._complete_from = dict(self._next)
        for place in places:
            consumer.seek(place, self._next[place])
        if not goes_on:
            await self._catch_up(consumer, ends)
            self._lost()

    async def _catch_up(self, consumer: AIOKafkaConsumer, ends: Mapping[Any, int]) -> None:
        while any([await consumer.position(place) < end for place, end in ends.items()]):
            self._keep(await consumer.getmany(timeout_ms=_POLL_MS, max_records=_MOST_RECORDS))
        for place in ends:
            self._next[place] = await consumer.position(place)

    def _take(self, found: Mapping[TopicPartition, Sequence[Any]]) -> None:
        changes = self._keep(found)
        if changes:
            self._hear(changes)

    def _keep(self, found: Mapping[TopicPartition, Sequence[Any]]) -> list[Change]:
        changes = []
        for place, records in found.items():
            for record in records:
                self._next[place] = record.offset + 1
                change = _change(record)
                if change is not None:
                    self._history.append((place, record.offset, change))
                    changes.append(change)
        while len(self._history) > HISTORY:
            place, offset, _ = self._history.popleft()
            self._complete_from[place] = offset + 1
        return changes


def _change(record: Any) -> Change | None:
    if record.key is None:
        return None
    told = {name: value for name, value in record.headers if value is not None}
    sequence = told.get("ce_sequence", b"")
    return Change(
        topic=record.topic,
        key=record.key.decode(errors="replace"),
        kind=told.get("ce_type", b"").decode(errors="replace"),
        sequence=int(sequence) if sequence.isdigit() else None,
    )


def _fingerprint(places: Sequence[TopicPartition]) -> int:
    return crc32(repr([tuple(place) for place in places]).encode())


def _positions(cursor: str, places: Sequence[TopicPartition]) -> dict[TopicPartition, int] | None:
    """The offsets of these partitions in a cursor; None if it is of others, or none at all."""
    with contextlib.suppress(Invalid):
        fingerprint, *offsets = position_of(cursor, *[int] * (len(places) + 1)) or (0,)
        if fingerprint == _fingerprint(places):
            return dict(zip(places, offsets, strict=True))
    return None
