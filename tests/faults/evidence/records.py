"""Raw records of the topics, read with a consumer of our own that belongs to no group."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from tests.faults.evidence.marks import Partition

from contracts import topics

OWN = frozenset(each.name for each in topics.ALL if not each.open_door and not each.compacted)
"""Topics in which services tell what happened, gapless."""

_NAMES = tuple(each.name for each in topics.ALL)
_READ_SECONDS = 60.0


@dataclass(frozen=True)
class Record:
    """A record as it lies there. `timestamp` is in milliseconds since 1970."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Headers that can be read."""
        return {name: value.decode(errors="replace") for name, value in self.headers if value}

    @property
    def kind(self) -> str:
        """The type of the event; empty where there is none."""
        return self.texts.get("ce_type", "")

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.texts.get("ce_id", "")

    @property
    def sequence(self) -> int:
        """The place among the events of its key; 0 where there is none."""
        return int(self.texts.get("ce_sequence", "0"))

    @property
    def subject(self) -> str:
        """The key as text."""
        return (self.key or b"").decode(errors="replace")

    @cached_property
    def data(self) -> dict[str, Any]:
        """What it says; empty where that is no object."""
        try:
            found = json.loads(self.value or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Topics:
    """All topics of Tero."""

    def __init__(self, servers: Sequence[str]) -> None:
        self._servers = list(servers)

    async def read(self, begin: dict[Partition, int]) -> tuple[list[Record], dict[Partition, int]]:
        """Everything from there to the present ends, and these ends."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self._servers, enable_auto_commit=False)
        async with asyncio.timeout(_READ_SECONDS):
            await consumer.start()
            try:
                return await _read(consumer, begin)
            finally:
                await consumer.stop()


async def partitions(consumer: AIOKafkaConsumer) -> list[TopicPartition]:
    """All partitions of all topics."""
    return [
        TopicPartition(name, number)
        for name in _NAMES
        for number in await consumer._client._wait_on_metadata(name)
    ]


async def _read(
    consumer: AIOKafkaConsumer, begin: dict[Partition, int]
) -> tuple[list[Record], dict[Partition, int]]:
    places = await partitions(consumer)
    consumer.assign(places)
    ends = await consumer.end_offsets(places)
    starts = await consumer.beginning_offsets(places)
    left = set()
    for place in places:
        first = max(begin.get((place.topic, place.partition), 0), starts[place])
        consumer.seek(place, first)
        if first < ends[place]:
            left.add(place)
    records: list[Record] = []
    while left:
        for place, found in (await consumer.getmany(timeout_ms=500)).items():
            records += [_record(each) for each in found if each.offset < ends[place]]
            if await consumer.position(place) >= ends[place]:
                left.discard(place)
    records.sort(key=lambda each: (each.topic, each.partition, each.offset))
    return records, {(place.topic, place.partition): end for place, end in ends.items()}


def _record(found: "ConsumerRecord[bytes, bytes]") -> Record:
    return Record(
        found.topic,
        found.partition,
        found.offset,
        found.timestamp,
        found.key,
        found.value,
        tuple(found.headers),
    )
