"""The channel systems: they send the day's messages through both doors."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from zlib import crc32

import httpx2
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from local_stack.demo.day.damages import as_record, as_request
from local_stack.demo.day.items import Message
from local_stack.demo.day.wire import TOPIC
from local_stack.demo.play.ledger import Sent
from local_stack.demo.play.stage import Stage

_LANES = 6
_PATIENCE_SECONDS = 60.0
_TRY_AGAIN = frozenset({429, 502, 503, 504})


class Sender:
    """Sends everything; what it was answered is in the ledger."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._silent_since: float | None = None
        self._lanes: list[asyncio.Queue[Message | None]] = [
            asyncio.Queue(maxsize=50) for _ in range(_LANES)
        ]

    async def run(self) -> None:
        """Until every message has its answer."""
        servers = self._stage.installation.kafka
        producer = AIOKafkaProducer(bootstrap_servers=servers, acks="all", enable_idempotence=True)
        async with producer, asyncio.TaskGroup() as group:
            for lane in self._lanes:
                group.create_task(self._post_all(lane))
            await self._hand_out(producer, group)
            for lane in self._lanes:
                await lane.put(None)

    async def _hand_out(self, producer: AIOKafkaProducer, group: asyncio.TaskGroup) -> None:
        messages: Sequence[Message] = self._stage.day.messages
        for message in messages:
            await self._stage.pace.wait_for(message.at - messages[0].at)
            if message.door == "topic":
                await self._produce(producer, message, group)
            else:
                # The steps of one call stay in one lane, and so in their order.
                name = message.name.partition("/")[0]
                await self._lanes[crc32(name.encode()) % _LANES].put(message)

    async def _produce(
        self, producer: AIOKafkaProducer, message: Message, group: asyncio.TaskGroup
    ) -> None:
        record = as_record(self._stage.playing, message, datetime.now(UTC))
        sent = self._stage.ledger.sent
        try:
            acknowledged = await producer.send(
                TOPIC, record.value, key=record.key, headers=list(record.headers)
            )
        except KafkaError:
            sent.append(Sent(message))
            return

        async def note() -> None:
            try:
                place = await acknowledged
            except KafkaError:
                sent.append(Sent(message))
            else:
                sent.append(Sent(message, place=(place.partition, place.offset)))

        group.create_task(note())

    async def _post_all(self, lane: asyncio.Queue[Message | None]) -> None:
        while (message := await lane.get()) is not None:
            self._stage.ledger.sent.append(await self._post(message))

    async def _post(self, message: Message) -> Sent:
        """As a careful system does: without an answer it says the same again. At a door that nobody
        has answered for long, every message is tried once: else each would wait as long as one."""
        request = as_request(self._stage.playing, message, datetime.now(UTC))
        headers = {"Content-Type": request.content_type}
        clock = asyncio.get_running_loop().time
        pause = 0.2
        while True:
            try:
                answer = await self._stage.web.send(
                    "POST", request.path, headers=headers, content=request.content
                )
            except httpx2.HTTPError:
                self._stage.ledger.retries["no-answer"] += 1
            else:
                if answer.status not in _TRY_AGAIN:
                    self._silent_since = None
                    body = answer.body if answer.ok else {}
                    contact_id, duplicate = body.get("contact_id"), body.get("duplicate", False)
                    return Sent(message, answer.status, answer.code, contact_id, duplicate)
                self._stage.ledger.retries[str(answer.status)] += 1
            self._silent_since = self._silent_since or clock()
            if clock() > self._silent_since + _PATIENCE_SECONDS:
                return Sent(message)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)
