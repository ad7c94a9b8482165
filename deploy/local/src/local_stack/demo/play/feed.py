"""What the services tell each other, read along: it wakes whoever waits, feeds the live view, and
shows at the end whether everything was told, once and in order."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from local_stack.demo.trouble import Trouble

T = TypeVar("T")

TOPICS = (
    "intake.contacts",
    "tickets.tickets",
    "orders.orders",
    "bridge.dispatches",
    "notifications.emails",
)


class NeverHappened(Trouble):
    """Somebody waited for news that did not come."""


@dataclass(frozen=True)
class Event:
    """One event as it stood in its topic. `sequence` counts the events of its key."""

    topic: str
    key: str
    type: str
    id: str
    sequence: int
    data: dict[str, Any]


class Feed:
    """All events since it was opened."""

    def __init__(self, servers: Sequence[str]) -> None:
        self.events: list[Event] = []
        self._servers = list(servers)
        self._of_key: dict[str, list[Event]] = defaultdict(list)
        self._tickets: dict[str, str] = {}
        self._received: dict[tuple[str, str, str], str] = {}
        self._new: set[str] = set()
        self._news = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=self._servers, enable_auto_commit=False, auto_offset_reset="earliest"
        )

    def of(self, key: str, kind: str) -> Event | None:
        """The newest event of this type about this contact, ticket, order or e-mail."""
        found = (event for event in reversed(self._of_key[key]) if event.type == kind)
        return next(found, None)

    def history(self) -> dict[str, list[Event]]:
        """All events of each key, in the order of its topic."""
        return dict(self._of_key)

    def ticket_of(self, contact_id: str) -> str | None:
        """The ticket that was registered for a contact."""
        return self._tickets.get(contact_id)

    def contact_of(self, source: str, channel: str, external_id: str) -> str | None:
        """The contact that was received under this name."""
        return self._received.get((source, channel, external_id))

    def is_new(self, contact_id: str) -> bool:
        """Whether the contact was received since the feed was opened."""
        return contact_id in self._new

    async def something_new(self, seconds: float) -> None:
        """Returns when there was news, at the latest after so many seconds."""
        news = self._news
        try:
            async with asyncio.timeout(seconds):
                await news.wait()
        except TimeoutError:
            return

    async def until(self, look: Callable[[], T | None], what: str, seconds: float = 60) -> T:
        """What `look` finds, looked for again at every news; raises NeverHappened."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + seconds
        while (found := look()) is None:
            left = deadline - clock()
            if left <= 0:
                raise NeverHappened(f"{what} (waited {seconds:.0f} s)")
            await self.something_new(left)
        return found

    async def __aenter__(self) -> Self:
        await self._consumer.start()
        partitions = [
            TopicPartition(topic, number)
            for topic in TOPICS
            for number in await self._consumer._client._wait_on_metadata(topic)
        ]
        self._consumer.assign(partitions)
        # The ends as they are now: asked for later, events in between would be passed over.
        ends = await self._consumer.end_offsets(partitions)
        for partition, end in ends.items():
            self._consumer.seek(partition, end)
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        await self._consumer.stop()

    async def _read(self) -> None:
        while True:
            found = await self._consumer.getmany(timeout_ms=1_000)
            for records in found.values():
                for record in records:
                    self._keep(_event(record))
            if found:
                self._news.set()
                self._news = asyncio.Event()

    def _keep(self, event: Event) -> None:
        self.events.append(event)
        self._of_key[event.key].append(event)
        data = event.data
        if event.type == "tickets.ticket-registered.v1" and data["contact_id"]:
            self._tickets[data["contact_id"]] = data["ticket_id"]
        elif event.type == "intake.contact-received.v1":
            name = (data["source"], data["channel"], data["external_id"])
            self._received[name] = data["contact_id"]
            self._new.add(data["contact_id"])


def _event(record: "ConsumerRecord[bytes, bytes]") -> Event:
    headers = {name: value.decode() for name, value in record.headers}
    return Event(
        topic=record.topic,
        key=(record.key or b"").decode(),
        type=headers["ce_type"],
        id=headers["ce_id"],
        sequence=int(headers.get("ce_sequence", 0)),
        data=json.loads(record.value or b"{}"),
    )
