"""What is measured: a stack of its own with intake, two thousand customers and one account."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from joserfc.jwk import OKPKey
from tests.load.records import Wire, customer_changes, wire
from tests.load.sizes import CUSTOMERS

from chassis.brokers import Brokers
from chassis.producer import start_producer, stop_producer
from chassis.tokens import issue
from contracts.directory import AccountChangedV1
from local_stack.parts.python_program import Program
from local_stack.parts.service import Service
from local_stack.stack import Stack

_PARTS = ("kafka", "postgres", "valkey", "intake")
_PATIENCE = 60.0
T = TypeVar("T")
Offsets = dict[int, int]


@dataclass(frozen=True)
class Backlog:
    """Records of one topic that wait: per partition the first, and the one after the last."""

    topic: str
    begin: Offsets
    end: Offsets
    rows: int


class World:
    """Everything the benchmarks share. `token` may read the desk."""

    def __init__(self, stack: Stack, database: "asyncpg.Connection[asyncpg.Record]") -> None:
        self.stack = stack
        self.database = database
        self.intake = stack.services["intake"]
        self.worker = _worker(stack, "intake-worker", stack.services["intake"].port)
        # At the port of a service that does not run here; soon missed when it is gone.
        self.second_worker = _worker(
            stack,
            "intake-worker-2",
            stack.ports["tickets"],
            TERO_INSTANCE="intake-1",
            TERO_SESSION_TIMEOUT_MS="6000",
            TERO_EMAIL_PORT="0",
        )
        # The same worker again, as one that leaves all publishing to a process beside it.
        self.lean_worker = _worker(
            stack, "intake-worker-3", stack.services["intake"].port, TERO_RELAY_SHARDS="0"
        )
        self.relay = _worker(
            stack,
            "intake-relay",
            stack.ports["tickets"],
            role="relay",
            TERO_INSTANCE="intake-relay-0",
        )
        self.account_id = uuid4()
        key = OKPKey.import_key(json.loads(stack.home.secret("signing-key.json").read_text()))
        self.token = issue(key, account_id=self.account_id, session_id=uuid4(), seconds=3600)

    async def producer(self) -> AIOKafkaProducer:
        """An idempotent producer, set up as the relay's."""
        brokers = Brokers.at(self.stack.kafka.servers)
        return await start_producer(brokers, name="bench", request_timeout_ms=20_000)

    async def publish(self, records: Sequence[Wire]) -> Backlog:
        """Sends all without waiting for each; where they are."""
        producer = await self.producer()
        try:
            futures = [
                await producer.send(r.topic, r.value, key=r.key, headers=r.headers) for r in records
            ]
            sent = [await future for future in futures]
        finally:
            await stop_producer(producer)
        begin: Offsets = {}
        end: Offsets = {}
        for place in sent:
            begin[place.partition] = min(begin.get(place.partition, place.offset), place.offset)
            end[place.partition] = max(end.get(place.partition, 0), place.offset + 1)
        return Backlog(records[0].topic, begin, end, len(records))

    async def applied(self, topic: str) -> int:
        """How many records of a topic intake has committed the effects of."""
        query = "select coalesce(sum(next_offset), 0)::bigint from kernel_offset where topic = $1"
        return int(await self.database.fetchval(query, topic))

    async def until(self, query: str, wanted: object) -> None:
        """Waits until a query answers this; TimeoutError after a minute."""
        async with asyncio.timeout(_PATIENCE):
            await reached(
                lambda: self.database.fetchval(query), lambda value: bool(value == wanted)
            )

    async def group_has(self, members: int) -> None:
        """Waits until intake's group has so many members; two of them have shared the partitions.
        A member that was stopped counts until it is missed."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.stack.kafka.servers)
        await admin.start()
        try:
            async with asyncio.timeout(_PATIENCE):
                await reached(
                    lambda: admin.describe_consumer_groups(["intake"]),
                    lambda answers: _has(answers, members),
                )
        finally:
            await admin.close()

    async def forget_contacts(self) -> None:
        """An empty desk, and nothing to tell of it."""
        await self.database.execute(
            "truncate contact, conversation, contact_search, contact_unsearched, kernel_outbox"
        )

    async def drained(self) -> None:
        """Waits until everything is told."""
        await self.until("select exists(select 1 from kernel_outbox)", wanted=False)


async def reached(read: Callable[[], Awaitable[T]], enough: Callable[[T], bool]) -> T:
    """Looks a hundred times a second until it is enough; what was read then."""
    while not enough(value := await read()):  # noqa: ASYNC110 - another process has no event
        await asyncio.sleep(0.01)
    return value


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[World]:
    """The world, with intake in all its roles; ends with the block, whatever happens in it."""
    async with (
        Stack(folder, parts=_PARTS) as stack,
        stack.postgres.databases.connect("intake") as database,
    ):
        world = World(stack, database)
        await world.publish([*customer_changes()])
        await world.publish([_account(world)])
        await world.until("select count(*) from customer", CUSTOMERS)
        await world.until("select count(*) from kernel_account", 1)
        yield world


@asynccontextmanager
async def only(wanted: Service, others: Iterable[Service]) -> AsyncIterator[Service]:
    """One service runs, the others do not."""
    for other in others:
        await other.stop()
    await wanted.start()
    try:
        yield wanted
    finally:
        await wanted.stop()


def _account(world: World) -> Wire:
    account = AccountChangedV1(
        account_id=world.account_id,
        login="bench",
        name="Bench",
        email="bench@correo.example",
        role="operator",
        areas=["support"],
        permissions=["contacts.read"],
        active=True,
    )
    return wire(account, key=world.account_id, source="/directory", version=1)


def _worker(stack: Stack, name: str, port: int, *, role: str = "worker", **own: str) -> Service:
    """Intake without its API: consumer, relay and timers, in the place of the whole."""
    usual = stack.services["intake"].environment
    told = {**own, "TERO_HTTP_PORT": str(port)}
    program = Program("intake", (role,), "/health/ready", lambda: {**usual(), **told})
    return Service(name, stack.home, {name: port}, program)


def _has(answers: Sequence[Any], members: int) -> bool:
    """Whether the group has so many, and is at rest if they are several; `answers` as the protocol
    has them."""
    ((state, found),) = [(group[2], group[5]) for answer in answers for group in answer.groups]
    return len(found) == members and (members == 1 or state == "Stable")
