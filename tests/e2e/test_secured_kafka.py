"""A broker that asks who comes, and lets each do no more than it needs (security 21, 37)."""

import asyncio
import json
import os
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
import pytest_asyncio
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import TopicAuthorizationFailedError

from chassis.brokers import Brokers, LogIn
from chassis.kafka_refusals import why_refused
from chassis.producer import start_producer, stop_producer
from chassis_testing.certificates import certificate
from chassis_testing.harness import make_signing_keys, record_of
from chassis_testing.waiting import until
from contracts.channels import CallReportedV1
from contracts.topics import CHANNEL_CONTACTS, CONTACTS, contacts_of
from local_stack.parts.kafka_guard import Guard
from local_stack.ports import PortPool
from local_stack.stack import Stack

PASSWORDS = {
    "operator": "word-of-the-operator",
    "intake": "word-of-intake",
    "channel.pbx": "word-of-the-exchange",
    "channel.bot": "word-of-the-bot",
}
CHANNELS = "pbx,bot"
Readiness = Callable[[], Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class Guarded:
    """A broker with all topics and rights, and a database of intake's."""

    stack: Stack
    folder: Path
    authority: Path
    database: str

    def brokers(self, user: str, password: str | None = None) -> Brokers:
        """As this user reaches them."""
        log_in = LogIn("SCRAM-SHA-512", user, password or PASSWORDS[user])
        tls = ssl.create_default_context(cafile=self.authority)
        return Brokers(tuple(self.stack.kafka.guarded.split(",")), log_in, tls)

    def settings(self, user: str, password: str | None = None) -> dict[str, str]:
        """The same as a process is told it."""
        file = self.folder / f"password-{uuid4()}"
        file.write_text(password or PASSWORDS[user])
        return {
            "TERO_KAFKA_SERVERS": self.stack.kafka.guarded,
            "TERO_KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
            "TERO_KAFKA_USER": user,
            "TERO_KAFKA_PASSWORD_FILE": str(file),
            "TERO_KAFKA_CA_FILE": str(self.authority),
            "TERO_CHANNEL_TOPICS": CHANNELS,
        }


async def ended(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """The exit code of a command, and all that it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *command, env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Guarded]:
    """Made with the operator's own commands."""
    folder = tmp_path_factory.mktemp("guarded")
    authority, key = certificate(folder)
    both = folder / "broker.pem"
    both.write_text(key.read_text() + authority.read_text())
    stack = Stack(
        folder,
        parts={"kafka", "postgres", "valkey"},
        guard=Guard(PASSWORDS, both),
        fsync=False,
    )
    async with stack:
        database = await stack.postgres.create_database("intake")
        world = Guarded(stack, folder, authority, database)
        servers = ["--servers", stack.kafka.servers]
        create = ["tero", "topics", "create", "--partitions", "2", *servers]
        allow = ["tero", "acls", "create", *servers]
        migrate = ended(["intake", "migrate"], intake_settings(world))
        told = {"TERO_CHANNEL_TOPICS": CHANNELS}
        for done in await asyncio.gather(ended(create, told), ended(allow, told), migrate):
            assert done[0] == 0, done[1]
        yield world


def intake_settings(
    world: Guarded, user: str = "intake", password: str | None = None
) -> dict[str, str]:
    """Of a process of intake."""
    keys = world.folder / "channel-keys.json"
    keys.write_text(json.dumps({"pbx": "key-of-the-exchange", "bot": "key-of-the-test-bot"}))
    return {
        "TERO_DATABASE_URL": world.database,
        "TERO_REDIS_URL": world.stack.valkey.url,
        "TERO_JWKS_FILE": str(make_signing_keys(world.folder).jwks_file),
        "TERO_CHANNEL_KEYS_FILE": str(keys),
        "TERO_INSTANCE": "intake-0",
        **world.settings(user, password),
    }


@asynccontextmanager
async def intake(
    world: Guarded, user: str = "intake", password: str | None = None
) -> AsyncIterator[Readiness]:
    """A process of it, and what it says of itself."""
    pool = PortPool()
    port = pool.take()
    environment = {
        **intake_settings(world, user, password),
        "TERO_HTTP_PORT": str(port),
    }
    log = (world.folder / f"intake-{port}.log").open("ab")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "intake", "worker",
        env={**os.environ, **environment}, stderr=log, stdout=log,
    )  # fmt: skip

    async def readiness() -> dict[str, Any]:
        with suppress(httpx2.TransportError):
            async with httpx2.AsyncClient() as client:
                answer = await client.get(f"http://127.0.0.1:{port}/health/ready")
                return dict(answer.json())
        return {}

    try:
        yield readiness
    finally:
        process.kill()
        await process.wait()
        log.close()
        pool.close()


async def send(brokers: Brokers, topic: str, *, source: str) -> str:
    """A call as `source`; its id once the broker has it. Raises what the broker says."""
    call = CallReportedV1(call_id=str(uuid4()), event="new_call", from_number="+543415550001")
    record = replace(record_of(call, key=call.call_id, source=source), topic=topic)
    producer = await start_producer(brokers, name="outsider", request_timeout_ms=5_000)
    try:
        await producer.send_and_wait(
            topic, record.value, key=record.key, headers=[(n, v or b"") for n, v in record.headers]
        )
    finally:
        await stop_producer(producer)
    return call.call_id


async def rows(world: Guarded, sql: str) -> list[tuple[Any, ...]]:
    async with world.stack.postgres.databases.connect("intake") as connection:
        return [tuple(row) for row in await connection.fetch(sql)]


async def test_a_channel_writes_to_its_own_topic_and_to_no_other(guarded: Guarded) -> None:
    """The test of row 21: A's principal writes to B's topic, and is denied."""
    pbx = guarded.brokers("channel.pbx")

    await send(pbx, contacts_of("pbx").name, source="pbx")
    for topic in (contacts_of("bot"), CHANNEL_CONTACTS, CONTACTS):
        with pytest.raises(TopicAuthorizationFailedError):
            await send(pbx, topic.name, source="pbx")


async def test_a_channel_reads_nobody_s_contacts(guarded: Guarded) -> None:
    consumer = AIOKafkaConsumer(
        **guarded.brokers("channel.pbx").parameters, enable_auto_commit=False
    )
    await consumer.start()
    try:
        assert await consumer.topics() == {contacts_of("pbx").name}
    finally:
        await consumer.stop()


async def test_intake_works_with_the_rights_it_is_given(guarded: Guarded) -> None:
    """It is ready, consumes, relays; who claims to be another is quarantined."""
    async with intake(guarded) as readiness:
        await until(lambda: _is_ok(readiness), seconds=60)
        call_id = await send(guarded.brokers("channel.bot"), contacts_of("bot").name, source="bot")
        await send(guarded.brokers("channel.bot"), contacts_of("bot").name, source="pbx")

        async def came() -> bool:
            found = await rows(guarded, "select external_id from contact where source = 'bot'")
            aside = await rows(guarded, "select reason, detail from kernel_quarantine")
            return found == [(call_id,)] and aside == [
                ("wrong-source", "ce_source is 'pbx', and channels.contacts.bot is of 'bot' alone")
            ]

        async def told() -> bool:
            return await rows(guarded, "select 1 from kernel_outbox") == []

        await until(came, seconds=60)
        await until(told, seconds=60)
        assert await readiness() == {
            "status": "ok",
            "checks": {"database": True, "consumer": True},
            "sees": {"redis": True, "kafka": True},
            "says": [],
        }


async def _is_ok(readiness: Readiness) -> bool:
    return (await readiness()).get("status") == "ok"


async def test_who_is_not_let_in_says_why(guarded: Guarded) -> None:
    """A wrong password is called by its name, and so are rights that are missing."""
    unknown = "The brokers do not know TERO_KAFKA_USER by the password in TERO_KAFKA_PASSWORD_FILE"
    lacking = "TERO_KAFKA_USER may not read all that this service reads: see `tero acls`"
    async with (
        intake(guarded, password="another-word") as stranger,
        intake(guarded, user="channel.pbx") as outsider,
    ):
        for readiness, sentence in ((stranger, unknown), (outsider, lacking)):

            async def said(readiness: Readiness = readiness, sentence: str = sentence) -> bool:
                return (await readiness()).get("says") == [sentence]

            await until(said, seconds=60)
            assert not (await readiness())["checks"]["consumer"]
    code, output = await ended(
        ["tero", "topics", "create", "--wait", "0", "--servers", guarded.stack.kafka.guarded],
        guarded.settings("intake", "another-word"),
    )

    assert (code, output) == (1, f"topics: {unknown}\n")


async def test_a_service_makes_no_topics_and_gives_no_rights(guarded: Guarded) -> None:
    """The operator's commands log in as well; this is not the operator."""
    servers = ["--servers", guarded.stack.kafka.guarded]
    settings = {**guarded.settings("intake"), "TERO_CHANNEL_TOPICS": "pbx,bot,portal"}

    made = await ended(["tero", "topics", "create", *servers], settings)
    given = await ended(["tero", "acls", "create", *servers], settings)

    assert made[0] == 1
    assert "TopicAuthorizationFailed" in made[1]
    assert given[0] == 1
    assert "ClusterAuthorizationFailed" in given[1]


async def test_what_is_wrong_is_told_apart(guarded: Guarded) -> None:
    good = guarded.brokers("intake")
    clear = Brokers.at(guarded.stack.kafka.servers)
    guarded_in_the_clear = replace(clear, addresses=good.addresses)

    assert await why_refused(good) is None
    assert await why_refused(Brokers.at("127.0.0.1:1")) is None
    for brokers, sentence in (
        (guarded_in_the_clear, "hang up"),
        (replace(good, addresses=clear.addresses), "hang up"),
        (replace(good, tls=ssl.create_default_context()), "certificate"),
        (replace(good, tls=None, addresses=clear.addresses), "ask for no log-in"),
        (guarded.brokers("intake", "another-word"), "do not know"),
    ):
        assert sentence in (await why_refused(brokers) or ""), brokers
