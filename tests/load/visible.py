"""From the moment a contact is accepted to the moment the desk's list shows it."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from random import Random

import httpx2
import orjson
from aiokafka import AIOKafkaProducer
from tests.load.figures import Figure, percentile
from tests.load.records import Wire, chat, wire
from tests.load.sizes import Sizes
from tests.load.world import World, only

from chassis.producer import stop_producer
from local_stack.credentials import CHANNELS

P50_MS, P99_MS = 40.0, 150.0
_PAGE, _LARGEST_PAGE = 20, 200
_PATIENCE = 30.0
_BREATH = 0.01
_RETRY = 0.5
Times = dict[str, float]
Send = Callable[[int, str], Coroutine[None, None, None]]


class Watch:
    """Reads the first page of the chats again and again, as one impatient person would.

    Not faster: requests back to back would keep the service's only thread busy, and measure that.
    """

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self.sent: Times = {}
        self.accepted: Times = {}
        self.seen: Times = {}
        self.requests = 0
        self.refused = 0

    async def until_all(self, count: int) -> None:
        """Returns when that many accepted ones were seen; TimeoutError when they never are."""
        async with asyncio.timeout(_PATIENCE + count / 10):
            while len(self.accepted.keys() & self.seen.keys()) < count:
                await self._look()
                await asyncio.sleep(_BREATH)

    async def _look(self) -> None:
        # Back to the oldest that is missing: an overtaken one stands deep in the list.
        names = enumerate(self.accepted)
        oldest = next((place for place, name in names if name not in self.seen), None)
        behind = 0 if oldest is None else len(self.accepted) - oldest
        limit = min(_LARGEST_PAGE, _PAGE + behind)
        answer = await self._client.get(f"/api/v1/contacts?screen=chats&limit={limit}")
        now = time.perf_counter()
        self.requests += 1
        for row in orjson.loads(answer.raise_for_status().content)["items"]:
            self.seen.setdefault(row["name"], now)

    def latencies(self) -> list[float]:
        """Milliseconds of each contact from accepted to seen, never less than zero: a list that
        was under way at the time may show it before the sender has its answer."""
        return [max(0.0, self.seen[name] - at) * 1e3 for name, at in self.accepted.items()]


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """Both doors, one after the other, at the same pace."""
    headers = {"Authorization": f"Bearer {world.token}"}
    figures: list[Figure] = []
    async with (
        only(world.intake, [world.worker]),
        httpx2.AsyncClient(base_url=world.intake.url, headers=headers) as reader,
        httpx2.AsyncClient(base_url=world.intake.url) as channel,
    ):
        producer = await world.producer()
        try:
            watch = await _play(world, sizes, reader, lambda w: _topic(w, producer))
            figures += _figures("published", watch)
            watch = await _play(world, sizes, reader, lambda w: _door(w, channel, world))
            figures += _figures("202 of the HTTP door", watch)
            answered = [(watch.accepted[name] - at) * 1e3 for name, at in watch.sent.items()]
            figures.append(Figure("visible: POST → 202, p50", percentile(answered, 0.5), "ms"))
        finally:
            await stop_producer(producer)
    return figures


async def _play(
    world: World, sizes: Sizes, reader: httpx2.AsyncClient, door: Callable[[Watch], Send]
) -> Watch:
    await world.forget_contacts()
    watch = Watch(reader)
    send = door(watch)
    for number in range(sizes.paced_per_second):
        await send(number, f"warm-up {number}")
    watch.accepted.clear()
    watch.sent.clear()
    count = sizes.paced_seconds * sizes.paced_per_second
    async with asyncio.TaskGroup() as group:
        group.create_task(watch.until_all(count))
        start = time.perf_counter()
        for number in range(count):
            await asyncio.sleep(start + number / sizes.paced_per_second - time.perf_counter())
            group.create_task(send(number, f"paced {number}"))
    await world.drained()
    return watch


def _topic(watch: Watch, producer: AIOKafkaProducer) -> Send:
    async def send(number: int, name: str) -> None:
        record = _chat(number, name)
        watch.accepted[name] = time.perf_counter()
        await producer.send_and_wait(
            record.topic, record.value, key=record.key, headers=record.headers
        )

    return send


def _door(watch: Watch, channel: httpx2.AsyncClient, world: World) -> Send:
    keys = orjson.loads(world.stack.home.secret("channel-keys.json").read_bytes())
    path = f"/api/v1/intake/chats/{keys[CHANNELS[1]]}"
    headers = {"Content-Type": "application/json"}

    async def send(number: int, name: str) -> None:
        watch.sent[name] = time.perf_counter()
        body = _chat(number, name).value
        while (
            answer := await channel.post(path, content=body, headers=headers)
        ).status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            watch.refused += 1
            await asyncio.sleep(_RETRY)
        watch.accepted[name] = time.perf_counter()
        answer.raise_for_status()

    return send


def _chat(number: int, name: str) -> Wire:
    external_id = f"{name} {time.time_ns()}"
    random = Random(number)  # noqa: S311 - nothing here is a secret
    return wire(chat(name, external_id, random), key=external_id, source="bot")


def _figures(since: str, watch: Watch) -> list[Figure]:
    latencies = watch.latencies()
    detail = {"contacts": len(latencies), "list_requests": watch.requests, "refused": watch.refused}
    return [
        Figure(f"visible: {since} → in the list, p50", percentile(latencies, 0.5), "ms", P50_MS),
        Figure(
            f"visible: {since} → in the list, p99",
            percentile(latencies, 0.99), "ms", P99_MS, detail=detail,
        ),
    ]  # fmt: skip
