"""Every way in, as an adapter: a new channel is one more class here, and a line in ADAPTERS."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import aiosmtplib
import pytest
import pytest_asyncio

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV1
from contracts.event import Event
from contracts.topics import contacts_of
from intake.settings import Settings

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEY = "key-of-the-test-exchange"
OWNER = "portal"


class Adapter(ABC):
    """Says what a channel system says. `thing` names a contact there, `step` counts what is said
    of it, from 0; `bring` returns once it was acknowledged, and raises where it was not."""

    steps = 1
    channel: str

    def __init__(self, intake: Harness[Any]) -> None:
        self.intake = intake

    @abstractmethod
    async def bring(self, thing: str, step: int = 0) -> None:
        """Say one step of one thing."""

    @abstractmethod
    async def poison(self) -> None:
        """Say something that nobody can understand; returns once that was answered."""

    @abstractmethod
    async def reconnect(self) -> None:
        """As after a cut line."""

    def at(self, step: int) -> datetime:
        """When a step happened."""
        return NOON + timedelta(minutes=step)


class HttpDoor(Adapter):
    """One of the HTTP doors."""

    door: str

    @abstractmethod
    def body(self, thing: str, step: int) -> dict[str, Any]:
        """What is said."""

    async def bring(self, thing: str, step: int = 0) -> None:
        answer = await self._post(self.body(thing, step), {"ce-time": self.at(step).isoformat()})
        answer.raise_for_status()

    async def poison(self) -> None:
        answer = await self._post({"event": "?", "external_id": ""}, {})
        assert answer.status_code == 422

    async def reconnect(self) -> None:
        """Each request stands for itself."""

    async def _post(self, body: Any, headers: dict[str, str]) -> Any:
        path = f"/api/v1/intake/{self.door}/{KEY}"
        return await self.intake.client.post(path, json=body, headers=headers)


_CALL_STEPS: tuple[dict[str, Any], ...] = (
    {"event": "newCall", "from": "+543415550001"},
    {"event": "answer", "user": "201"},
    {"event": "hangup", "cause": "normalClearing"},
)


class CallsOverHttp(HttpDoor):
    door, channel, steps = "calls", "call", 3

    def body(self, thing: str, step: int) -> dict[str, Any]:
        return {"callId": thing, **_CALL_STEPS[step]}


class ChatsOverHttp(HttpDoor):
    door = "chats"
    channel = "chat"

    def body(self, thing: str, step: int) -> dict[str, Any]:
        return {"external_id": thing, "transcript": []}


class InquiriesOverHttp(HttpDoor):
    door, channel = "inquiries", "inquiry"

    def body(self, thing: str, step: int) -> dict[str, Any]:
        return _inquiry(thing)


class Topic(Adapter):
    """The topic `channels.contacts`; a poisoned record is quarantined."""

    source = "pbx"

    @abstractmethod
    def event(self, thing: str, step: int) -> Event:
        """What is said."""

    async def bring(self, thing: str, step: int = 0) -> None:
        await self.intake.deliver([self._record(thing, step)])

    async def poison(self) -> None:
        await self.intake.deliver([replace(self._record("bad", 0), value=b"\xff{")])
        (row,) = await self.intake.rows("select count(*) as n from kernel_quarantine")
        assert row["n"] == 1

    async def reconnect(self) -> None:
        """Records come from a broker, which is not the channel."""

    def _record(self, thing: str, step: int) -> StoredRecord:
        record = record_of(self.event(thing, step), key=thing, source=self.source)
        headers = [each for each in record.headers if each[0] != "ce_time"]
        at = ("ce_time", self.at(step).isoformat().encode())
        return replace(record, headers=[*headers, at])


class CallsOverKafka(Topic):
    channel, steps = "call", 3

    def event(self, thing: str, step: int) -> Event:
        kind = ("new_call", "answer", "hangup")[step]
        fields: Sequence[dict[str, Any]] = (
            {"from_number": "+543415550001"}, {"user": "201"}, {"cause": "normalClearing"}
        )  # fmt: skip
        return CallReportedV1.model_validate({"call_id": thing, "event": kind, **fields[step]})


class ChatsOverKafka(Topic):
    channel = "chat"

    def event(self, thing: str, step: int) -> Event:
        return ChatReceivedV1(external_id=thing, transcript=[])


class InquiriesOverKafka(Topic):
    channel = "inquiry"

    def event(self, thing: str, step: int) -> Event:
        return InquiryReceivedV1.model_validate(_inquiry(thing))


class CallsOverOwnTopic(CallsOverKafka):
    """A topic on which one system alone writes."""

    source = OWNER

    def _record(self, thing: str, step: int) -> StoredRecord:
        return replace(super()._record(thing, step), topic=contacts_of(OWNER).name)


class MailOverSmtp(Adapter):
    """The mail door; a poisoned mail is kept like any other, as far as it can be read."""

    channel = "email"
    _client: aiosmtplib.SMTP | None = None

    async def bring(self, thing: str, step: int = 0) -> None:
        message = EmailMessage()
        message["From"], message["Message-ID"] = f"{thing}@example.com", f"<{thing}@example.com>"
        message["Date"] = format_datetime(self.at(step))
        message.set_content("hola")
        await self._send(message.as_bytes())

    async def poison(self) -> None:
        client = await self._connected()
        code, _ = await client.execute_command(b"RCPT", b"TO:<\xff>")
        assert code >= 500

    async def reconnect(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    async def _send(self, raw: bytes) -> None:
        client = await self._connected()
        await client.sendmail("a@example.com", ["soporte@tero.example"], raw)

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is None:
            port = self.intake.service.definition.state["mail_door"].port
            self._client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
            await self._client.connect()
        return self._client


def _inquiry(thing: str) -> dict[str, Any]:
    known = {"reason": "information", "text": "¿Cuánto debo?", "national_id": "30111222"}
    return {"external_id": thing, **known}


ADAPTERS = (
    CallsOverHttp, ChatsOverHttp, InquiriesOverHttp, CallsOverKafka, ChatsOverKafka,
    InquiriesOverKafka, CallsOverOwnTopic, MailOverSmtp,
)  # fmt: skip


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """One system has a topic of its own."""
    return settings.model_copy(update={"channel_topics": OWNER})


@pytest_asyncio.fixture(params=ADAPTERS, ids=lambda kind: kind.__name__)
async def adapter(request: pytest.FixtureRequest, intake: Harness[Any]) -> AsyncIterator[Adapter]:
    """Each of them in turn, at a service whose doors are open."""
    door = intake.service.definition.state["mail_door"]
    running = asyncio.create_task(door.run(intake.service.database))
    await door.opened.wait()
    adapter: Adapter = request.param(intake)
    yield adapter
    await adapter.reconnect()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
