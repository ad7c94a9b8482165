"""A desk with two faces: one inside the test, and processes of its own that can be killed."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from chassis.brokers import Brokers
from chassis.producer import start_producer
from chassis.relay import Relay
from chassis.service import Service
from chassis.wake import Bell
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from chassis_testing.probe_world import as_environment
from chassis_testing.waiting import until
from contracts.topics import CONTACTS, REPLIES
from intake.app import define
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings
from local_stack.ports import PortPool
from local_stack.stack import Stack

KEY = "key-of-the-test-exchange"


class LiveWorld:
    """`inside` changes things; streams are read from other processes of the same service."""

    def __init__(
        self, inside: Harness[IntakeTransaction], settings: Settings, ports: PortPool
    ) -> None:
        self.inside = inside
        self._settings = settings
        self._ports = ports

    async def chat(self, name: str) -> str:
        """A chat comes in; its contact's id."""
        body = {"external_id": str(uuid4()), "name": name, "transcript": []}
        answer = await self.inside.client.post(f"/api/v1/intake/chats/{KEY}", json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["contact_id"])

    @asynccontextmanager
    async def process(self, **otherwise: Any) -> AsyncIterator["Face"]:
        """Another process that answers people; killed at the end of the block."""
        port = self._ports.take()
        told = as_environment({**self._settings.model_dump(mode="json"), **otherwise})
        environment = {**os.environ, **told, "TERO_HTTP_PORT": str(port)}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "intake", "api", env=environment
        )
        face = Face(process, f"http://127.0.0.1:{port}")
        try:
            await face.answers()
            yield face
        finally:
            await face.kill()


class Face:
    """A process, and where it answers."""

    def __init__(self, process: asyncio.subprocess.Process, url: str) -> None:
        self._process = process
        self.url = url
        self.stream = f"{url}/api/v1/contacts/stream"

    async def answers(self) -> None:
        """Wait until it does."""

        async def ready() -> bool:
            with suppress(httpx2.TransportError):
                async with httpx2.AsyncClient() as client:
                    return (await client.get(f"{self.url}/health/live")).is_success
            return False

        await until(ready, seconds=120.0)

    async def kill(self) -> None:
        """Without a word."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Politely; its exit code."""
        self._process.terminate()
        return await self._process.wait()


@asynccontextmanager
async def live_world(stack: Stack, url: str, folder: Path) -> AsyncIterator[LiveWorld]:
    """On a database of its own, with a relay that publishes its news."""
    keys = make_signing_keys(folder)
    settings = _settings(stack, url, keys, folder)
    await _make_topics(stack)
    service = Service(define(settings), settings, "api")
    brokers = Brokers.at(stack.kafka.servers)
    relay = Relay(
        str(settings.database_url).replace("+asyncpg", ""),
        partial(start_producer, brokers, name="live-test", request_timeout_ms=5_000),
        bell := Bell(),
    )
    task = asyncio.create_task(relay.run())
    try:
        async with running(service, keys) as inside:
            with closing(PortPool()) as ports:
                yield LiveWorld(inside, settings, ports)
    finally:
        relay.stop()
        bell.ring()
        await task


def _settings(stack: Stack, url: str, keys: SigningKeys, folder: Path) -> Settings:
    """Settings with real servers."""
    channel_keys = folder / "channel-keys.json"
    channel_keys.write_text(json.dumps({"pbx": KEY}))
    return Settings.model_validate(
        {
            "database_url": url,
            "kafka_servers": stack.kafka.servers,
            "redis_url": stack.valkey.url,
            "jwks_file": keys.jwks_file,
            "instance": "intake-live",
            "channel_keys_file": channel_keys,
        }
    )


async def _make_topics(stack: Stack) -> None:
    """All that intake writes to: its relay waits for one that is not there."""
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.kafka.servers)
    await admin.start()
    try:
        for topic in (CONTACTS, REPLIES):
            with suppress(TopicAlreadyExistsError):
                await admin.create_topics([NewTopic(topic.name, topic.partitions, 1)])
    finally:
        await admin.close()


def screen_after(listed: list[Any], events: list[Any]) -> dict[str, Any]:
    """What a client shows that fetched a list and applied events to it."""
    shown = {row["id"]: row for row in listed}
    for heard in events:
        if heard.event == "row":
            shown[heard.data["id"]] = heard.data
        elif heard.event == "gone":
            shown.pop(heard.data["id"], None)
    return shown


async def miss(world: LiveWorld, call_id: str) -> None:
    """Somebody calls, and hangs up before anybody answers."""
    call = {"callId": call_id, "from": "+543415550001"}
    for said in ({"event": "newCall"}, {"event": "hangup", "cause": "cancel"}):
        path = f"/api/v1/intake/calls/{KEY}"
        answer = await world.inside.client.post(path, json=call | said)
        assert answer.status_code == 202, answer.text
