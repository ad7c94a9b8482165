"""From the moment a take is answered to the moment all other operators see it."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from uuid import UUID, uuid4

import httpx2
import orjson
from joserfc.jwk import OKPKey
from tests.load.figures import Figure, percentile
from tests.load.records import chat, wire
from tests.load.sizes import Sizes
from tests.load.world import World, only, reached

from chassis.producer import stop_producer
from chassis.tokens import issue
from contracts.directory import AccountChangedV1

OPERATORS = 50
P99_MS = 300.0
_PATIENCE = 60.0
_LARGEST_READ = 1 << 20


@dataclass
class Viewer:
    """One operator with a stream open: when each contact was first seen taken by another, and the
    ids of those that were seen free."""

    account_id: UUID
    token: str
    taken: dict[str, float] = field(default_factory=dict)
    free: "asyncio.Queue[str] | None" = None

    async def watch(self, port: int, opened: asyncio.Event) -> None:
        """Reads until it is cancelled; as bytes, because fifty readers share one processor."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_LARGEST_READ)
        request = (
            "GET /api/v1/contacts/stream?screen=chats HTTP/1.1\r\nHost: bench\r\n"
            f"Authorization: Bearer {self.token}\r\n\r\n"
        )
        writer.write(request.encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"event: reset"):
                    opened.set()
                elif line.startswith(b"data: {"):
                    self._see(orjson.loads(line[6:]), time.perf_counter())
        finally:
            writer.close()

    def _see(self, data: dict[str, object], now: float) -> None:
        claim = data.get("claim")
        if not isinstance(claim, dict):
            return
        if claim["code"] != "free":
            self.taken.setdefault(str(data["id"]), now)
        elif self.free is not None:
            self.free.put_nowait(str(data["id"]))


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """Fifty streams, fifty new contacts a second, each taken as soon as the first operator sees
    it, by all of them in turn; whoever took it says that they look at it."""
    viewers = await _operators(world)
    viewers[0].free = asyncio.Queue()
    await world.forget_contacts()
    async with (
        only(world.intake, [world.worker]),
        httpx2.AsyncClient(base_url=world.intake.url, timeout=_PATIENCE) as client,
    ):
        opened = [asyncio.Event() for _ in viewers]
        watching = [
            asyncio.create_task(viewer.watch(world.intake.port, event))
            for viewer, event in zip(viewers, opened, strict=True)
        ]
        async with asyncio.timeout(_PATIENCE):
            await asyncio.gather(*(event.wait() for event in opened))
        count = sizes.paced_seconds * sizes.paced_per_second
        async with asyncio.TaskGroup() as group:
            group.create_task(_publish(world, sizes, count))
            taking = group.create_task(_take_all(client, viewers, count))
        answered = taking.result()
        await _until_seen(viewers, answered)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return _figures(viewers, answered)


async def _operators(world: World) -> list[Viewer]:
    key = OKPKey.import_key(json.loads(world.stack.home.secret("signing-key.json").read_text()))
    viewers = []
    for _ in range(OPERATORS):
        account_id = uuid4()
        token = issue(key, account_id=account_id, session_id=uuid4(), seconds=3600)
        viewers.append(Viewer(account_id, token))
    accounts = [_account(viewer.account_id) for viewer in viewers]
    await world.publish(
        [wire(a, key=a.account_id, source="/directory", version=1) for a in accounts]
    )
    known = "select count(*) >= 51 from kernel_account"
    async with only(world.intake, [world.worker]):
        await world.until(known, wanted=True)
    return viewers


async def _publish(world: World, sizes: Sizes, count: int) -> None:
    producer = await world.producer()
    try:
        start = time.perf_counter()
        for number in range(count):
            await asyncio.sleep(start + number / sizes.paced_per_second - time.perf_counter())
            name = f"live {number} {time.time_ns()}"
            random = Random(number)  # noqa: S311 - nothing here is a secret
            record = wire(chat(name, name, random), key=name, source="bot")
            await producer.send(record.topic, record.value, key=record.key, headers=record.headers)
    finally:
        await stop_producer(producer)


async def _take_all(
    client: httpx2.AsyncClient, viewers: list[Viewer], count: int
) -> dict[str, tuple[Viewer, float]]:
    """Who took each contact, and when they had their answer."""
    answered: dict[str, tuple[Viewer, float]] = {}
    first = viewers[0].free
    seen: set[str] = set()

    async def take(viewer: Viewer, contact_id: str) -> None:
        headers = {"Authorization": f"Bearer {viewer.token}"}
        answer = await client.post(f"/api/v1/contacts/{contact_id}/take", headers=headers)
        answer.raise_for_status()
        answered[contact_id] = viewer, time.perf_counter()
        path = f"/api/v1/contacts/{contact_id}/presence"
        said = await client.post(path, json={"state": "viewing"}, headers=headers)
        said.raise_for_status()

    takers = cycle(viewers)
    async with asyncio.timeout(_PATIENCE + count), asyncio.TaskGroup() as group:
        while len(seen) < count and first is not None:
            contact_id = await first.get()
            if contact_id not in seen:
                seen.add(contact_id)
                group.create_task(take(next(takers), contact_id))
    return answered


async def _until_seen(viewers: list[Viewer], answered: dict[str, tuple[Viewer, float]]) -> None:
    async def missing() -> int:
        return sum(len(answered.keys() - viewer.taken.keys()) for viewer in viewers)

    async with asyncio.timeout(_PATIENCE):
        await reached(missing, lambda number: number == 0)


def _figures(viewers: list[Viewer], answered: dict[str, tuple[Viewer, float]]) -> list[Figure]:
    seen = [
        max(0.0, viewer.taken[contact_id] - at) * 1e3
        for contact_id, (taker, at) in answered.items()
        for viewer in viewers
        if viewer is not taker
    ]
    last = [
        max(viewer.taken[contact_id] - at for viewer in viewers if viewer is not taker) * 1e3
        for contact_id, (taker, at) in answered.items()
    ]
    detail = {"operators": len(viewers), "takes": len(answered), "sights": len(seen)}
    return [
        Figure("live: take answered → seen by another, p50", percentile(seen, 0.5), "ms"),
        Figure(
            "live: take answered → seen by another, p99",
            percentile(seen, 0.99), "ms", P99_MS, detail=detail,
        ),
        Figure("live: take answered → seen by all others, p99", percentile(last, 0.99), "ms"),
    ]  # fmt: skip


def _account(account_id: UUID) -> AccountChangedV1:
    return AccountChangedV1(
        account_id=account_id,
        login=f"bench-{account_id}",
        name="Bench",
        email="bench@correo.example",
        role="operator",
        areas=["support"],
        permissions=["contacts.read", "contacts.take"],
        active=True,
    )
