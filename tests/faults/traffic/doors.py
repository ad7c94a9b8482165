"""The two doors as a channel system uses them: it is answered, refused, or does not know."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx2
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from tests.faults.ledger import Place

from chassis.kafka_client import harden_client
from chassis.producer import stop_producer
from local_stack.demo.api import Answer, Web
from local_stack.demo.day.wire import TOPIC, Record, Request

PATIENCE = 8.0
_KAFKA_PATIENCE_MS = 5_000
_UNCERTAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class NoAnswer(Exception):
    """It may have happened or not."""


class Refused(Exception):
    """It did not happen and will not; the message is the code."""


class HttpDoor:
    """Requests at the gateway."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def send(self, request: Request) -> str | None:
        """The contact's id, if the door says one; raises NoAnswer or Refused."""
        headers = {"Content-Type": request.content_type}
        answer = await asked(
            self._web, "POST", request.path, headers=headers, content=request.content
        )
        if answer.status in _UNCERTAIN:
            raise NoAnswer(f"{answer.status} {answer.code}")
        if not answer.ok:
            raise Refused(answer.code or str(answer.status))
        found: str | None = answer.body.get("contact_id")
        return found


async def asked(
    web: Web,
    method: str,
    path: str,
    *,
    headers: dict[str, str] | None = None,
    content: bytes | None = None,
    json: Any = None,
) -> Answer:
    """One request, within seconds; raises NoAnswer."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await web.send(method, path, headers=headers, content=content, json=json)
    except (httpx2.HTTPError, TimeoutError, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error


class KafkaDoor:
    """A producer as careful channel systems have one: acknowledged by all replicas, and replaced
    when it fails. It is not idempotent: what it repeats by itself may lie there twice."""

    def __init__(self, servers: Sequence[str]) -> None:
        # Without a broker the client asks for one thousands of times a second, with the processor
        # time of those that are tried.
        harden_client()
        self._servers = list(servers)
        self._producer: AIOKafkaProducer | None = None
        self._starting = asyncio.Lock()
        self._endings: set[asyncio.Task[None]] = set()

    async def send(self, record: Record, topic: str = TOPIC) -> Place:
        """Where it lies; raises NoAnswer."""
        producer = None
        try:
            producer = await self._started()
            async with asyncio.timeout(PATIENCE):
                sending = await producer.send(
                    topic, record.value, key=record.key, headers=list(record.headers)
                )
                place = await asyncio.shield(sending)
        except (KafkaError, OSError, TimeoutError) as error:
            self._give_up(producer)
            raise NoAnswer(type(error).__name__) from error
        return place.topic, place.partition, place.offset

    async def close(self) -> None:
        """End it, whatever state it is in."""
        self._give_up(self._producer)
        await asyncio.gather(*self._endings, return_exceptions=True)

    async def _started(self) -> AIOKafkaProducer:
        async with self._starting:
            if self._producer is None:
                self._producer = await self._start()
            return self._producer

    async def _start(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            bootstrap_servers=self._servers,
            acks="all",
            linger_ms=5,
            request_timeout_ms=_KAFKA_PATIENCE_MS,
        )
        try:
            await producer.start()
        except BaseException:
            await stop_producer(producer)
            raise
        return producer

    def _give_up(self, producer: AIOKafkaProducer | None) -> None:
        if producer is None or producer is not self._producer:
            return
        self._producer = None
        ending = asyncio.create_task(stop_producer(producer))
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
