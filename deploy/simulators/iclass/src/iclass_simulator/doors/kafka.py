"""Events as CloudEvents records, in the order they happened."""

import asyncio
import logging
from collections import deque
from contextlib import suppress

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from iclass_simulator.doors.delivery import DeliveryLog, Outcome
from iclass_simulator.doors.modes import Door
from iclass_simulator.vocabulary import Event

TOPIC = "iclass.technician-events"
PAUSE = 1.0
PATIENCE_MS = 5_000
GOODBYE = 2.0

logger = logging.getLogger(__name__)


class KafkaDoor:
    """A single queue, one record in flight: slow next to what Kafka can do, and never out of
    order, which is what a technician's app promises."""

    def __init__(self, servers: str, log: DeliveryLog) -> None:
        self._servers = servers
        self._log = log
        self._waiting: deque[Event] = deque()
        self._something = asyncio.Event()
        self._attempt = 1

    def put(self, event: Event) -> None:
        """Queue the event; it waits there for as long as Kafka is away."""
        self._waiting.append(event)
        self._something.set()

    async def run(self) -> None:
        """Send for ever. After any failure a new producer starts over with the same event, since
        a producer that lost its broker for long does not come back by itself."""
        while True:
            try:
                await self._send_all()
            except KafkaError as error:
                self._note_failure(error)
                await asyncio.sleep(PAUSE)

    async def _send_all(self) -> None:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._servers,
            client_id="iclass",
            enable_idempotence=True,
            request_timeout_ms=PATIENCE_MS,
        )
        try:
            await producer.start()
            while True:
                while self._waiting:
                    await self._send(producer, self._waiting[0])
                    self._waiting.popleft()
                self._something.clear()
                await self._something.wait()
        finally:
            with suppress(TimeoutError):  # a frozen broker must not hold up the end
                await asyncio.wait_for(producer.stop(), GOODBYE)

    async def _send(self, producer: AIOKafkaProducer, event: Event) -> None:
        await producer.send_and_wait(
            TOPIC,
            key=event.external_reference.encode(),
            value=event.body(),
            headers=_headers(event),
        )
        self._log.note(event, Door.KAFKA, self._attempt, Outcome.DELIVERED)
        self._attempt = 1

    def _note_failure(self, error: KafkaError) -> None:
        logger.warning("kafka does not answer: %s", type(error).__name__)
        if self._waiting:
            reason = type(error).__name__
            self._log.note(self._waiting[0], Door.KAFKA, self._attempt, Outcome.FAILED, reason)
            self._attempt += 1


def _headers(event: Event) -> list[tuple[str, bytes]]:
    """The binary mode of CloudEvents 1.0."""
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": str(event.event_id),
        "ce_type": "iclass.technician-event.v1",
        "ce_source": "/iclass",
        "ce_subject": event.external_reference,
        "ce_time": event.occurred_at.isoformat(),
        "content-type": "application/json",
    }
    return [(name, value.encode()) for name, value in attributes.items()]
