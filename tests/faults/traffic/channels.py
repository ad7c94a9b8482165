"""The channel systems: a paced stream of calls, chats and inquiries, the same for the same seed."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from tests.faults.ledger import Door
from tests.faults.run import Run, backing_off
from tests.faults.traffic.doors import NoAnswer, Refused

from local_stack.demo.data.chance import weighted
from local_stack.demo.day import items
from local_stack.demo.day.calls import call
from local_stack.demo.day.items import Accepted, Channel, Message, Story
from local_stack.demo.day.writing import chat, inquiry

Offer = Callable[[str, Channel], None]
"""Told of a contact that waits for somebody: its id and its channel."""

_KINDS: tuple[tuple[Channel, float], ...] = (("call", 0.4), ("chat", 0.4), ("inquiry", 0.2))
_TELL = {"call": call, "chat": chat, "inquiry": inquiry}
_DOORS: dict[items.Door, Door] = {"http": "http", "topic": "kafka"}
_HASTE, _LONGEST_GAP = 30.0, 3.0
_NUMBERS_OF_A_SEED = 10_000


class Channels:
    """Sends until it is told to stop, and then finishes what it began."""

    def __init__(self, run: Run, customers: int, offer: Offer) -> None:
        self._run = run
        self._customers = customers
        self._offer = offer
        self._random = Random(f"{run.name}/channels/{run.seed}")  # noqa: S311 - repeatable
        self._stories: set[asyncio.Task[None]] = set()

    async def stream(self, stop: asyncio.Event) -> None:
        """A contact every now and then; ends when the last of them has been told, or given up."""
        number = self._run.seed * _NUMBERS_OF_A_SEED
        due = time.monotonic()
        while not stop.is_set():
            number += 1
            task = asyncio.create_task(self._tell(self._story(number)))
            self._stories.add(task)
            task.add_done_callback(self._stories.discard)
            due += self._random.uniform(0.5, 1.5) / self._run.shape.rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        await asyncio.gather(*self._stories)

    def _story(self, number: int) -> Story:
        kind = weighted(self._random, _KINDS)
        by_topic = self._random.random() < self._run.shape.kafka_share
        return _TELL[kind](number, 0, "topic" if by_topic else "http", self._customers)

    async def _tell(self, story: Story) -> None:
        """Its messages one after the other: each waits for the answer to the one before."""
        shape, begin, contact_id = self._run.shape, time.monotonic(), None
        is_careless = self._random.random() < shape.careless
        for message in self._in_order(story):
            gap = 0.0 if shape.shuffled else min(message.at / _HASTE, _LONGEST_GAP)
            await asyncio.sleep(max(0.0, begin + gap - time.monotonic()))
            copies = self._random.randint(*shape.copies)
            doors = [_DOORS[message.door]] * copies
            if shape.both_doors and copies > 1:
                doors = [("http", "kafka")[n % 2] for n in range(copies)]
            sayings = (self._say(message, door, is_careless) for door in doors)
            answers = await asyncio.gather(*sayings)
            contact_id = next((each for each in answers if each), contact_id)
        if contact_id and story.expected.state == "open":
            self._offer(contact_id, story.expected.key.channel)

    def _in_order(self, story: Story) -> list[Message]:
        messages = list(story.messages)
        if self._run.shape.shuffled:
            self._random.shuffle(messages)
        return messages

    async def _say(self, message: Message, door: Door, is_careless: bool) -> str | None:
        """Until it is answered; a careless system says everything once."""
        run, pause, now = self._run, backing_off(), datetime.now(UTC)
        identity = f"{run.name}/{message.name}"
        assert isinstance(message.fate, Accepted)
        key = run.playing.own(message.fate.key)
        step = str(message.fields.get("event", ""))
        while True:
            run.ledger.sent(identity, key, step, door)
            try:
                contact_id = await self._send(message, door, now)
            except NoAnswer as error:
                run.ledger.unanswered(identity, str(error))
            except Refused as error:
                run.ledger.refused(identity, str(error))
                return None
            else:
                run.ledger.acked(identity, contact_id)
                return contact_id
            if is_careless or run.is_over:
                return None
            await run.pause(pause())

    async def _send(self, message: Message, door: Door, now: datetime) -> str | None:
        if door == "http":
            return await self._run.http.send(self._run.playing.request(message, now))
        await self._run.kafka.send(self._run.playing.record(message, now))
        return None
