"""The service under test, and a channel system that talks to it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio

from chassis.service import Service
from chassis_testing.harness import Emitted, Harness, make_signing_keys, record_of, running
from chassis_testing.servers import CreateDatabase
from contracts.directory import CustomerChangedV1, CustomerContract
from intake.app import define
from intake.inbound.web_chat_sites import Site
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings

KEY = "key-of-the-test-exchange"
EVERYTHING = (
    "contacts.read",
    "contacts.take",
    "contacts.link",
    "contacts.finish",
    "contacts.reply",
)

Intake = Harness[IntakeTransaction]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a service without a network; its database comes later."""
    keys = tmp_path / "channel-keys.json"
    keys.write_text(json.dumps({"pbx": KEY, "portal": "key-of-the-test-portal"}))
    secret = tmp_path / "reply-secret"
    secret.write_text("a secret that signs addresses")
    return Settings(
        database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none",
        kafka_servers="127.0.0.1:1",
        redis_url="redis://127.0.0.1:1",
        jwks_file=tmp_path / "jwks.json",
        instance="intake-test",
        channel_keys_file=keys,
        web_chat_sites={
            "site-of-the-tests": Site(
                name="tests", title="Ayuda <b>", origins=("https://www.example.com",)
            ),
            "other-site-of-tests": Site(name="other", origins=()),
        },
        email_port=0,
        email_mailbox="soporte@tero.example",
        email_own="tero@tero.example",
        reply_secret_file=secret,
    )


@pytest_asyncio.fixture
async def intake(
    create_database: CreateDatabase, settings: Settings, tmp_path: Path
) -> AsyncIterator[Intake]:
    """A running service on an empty database of its own."""
    keys = make_signing_keys(tmp_path)
    url = await create_database("intake")
    with_database = settings.model_copy(update={"database_url": url})
    service = Service(define(with_database), with_database, "api")
    async with running(service, keys) as harness:
        yield harness


@pytest_asyncio.fixture
async def beside(intake: Intake, settings: Settings, tmp_path: Path) -> AsyncIterator[Intake]:
    """What a second process of the service is: the same database, nothing else in common."""
    of_its_own = tmp_path / "beside"
    of_its_own.mkdir()
    same = {"database_url": intake.service.settings.database_url}
    with_database = settings.model_copy(update=same)
    service = Service(define(with_database), with_database, "api")
    async with running(service, make_signing_keys(of_its_own)) as harness:
        yield harness


class Channels:
    """What channel systems do."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def send(self, door: str, body: Any, key: str = KEY, tail: str = "") -> httpx2.Response:
        """JSON to one of the doors, or to what is behind it."""
        return await self._intake.client.post(f"/api/v1/intake/{door}/{key}{tail}", json=body)

    async def call(self, event: str, call_id: str, **fields: Any) -> httpx2.Response:
        """A step of a call."""
        return await self.send("calls", {"event": event, "callId": call_id, **fields})

    async def new_call(self, call_id: str = "c1", **fields: Any) -> UUID:
        """A call that comes in, from a phone; the id of its contact."""
        answer = await self.call("newCall", call_id, **{"from": "+543415550001", **fields})
        assert answer.status_code == 202, answer.text
        return UUID(answer.json()["contact_id"])

    async def missed_call(self, call_id: str = "c1", **fields: Any) -> UUID:
        """A call that nobody answered: it is open now."""
        contact_id = await self.new_call(call_id, **fields)
        assert (await self.call("hangup", call_id, cause="cancel")).status_code == 202
        return contact_id

    async def chat(self, external_id: str = "chat-1", **fields: Any) -> UUID:
        """A chat with two lines."""
        lines = [
            {"author": "bot", "text": "¿En qué puedo ayudar?", "at": "2026-11-20T12:00:00Z"},
            {"author": "customer", "text": "Sin internet", "at": "2026-11-20T12:00:09Z"},
        ]
        body = {"external_id": external_id, "transcript": lines, **fields}
        answer = await self.send("chats", body)
        assert answer.status_code == 202, answer.text
        return UUID(answer.json()["contact_id"])

    async def inquiry(self, external_id: str = "form-1", **fields: Any) -> UUID:
        """A form of the portal."""
        body = {
            "external_id": external_id,
            "reason": "technical_service",
            "text": "No me anda el wifi",
            "national_id": "30.111.222",
            **fields,
        }
        answer = await self.send("inquiries", body)
        assert answer.status_code == 202, answer.text
        return UUID(answer.json()["contact_id"])


@pytest.fixture
def channels(intake: Intake) -> Channels:
    """Speaks to the service under test."""
    return Channels(intake)


class Customers:
    """What `directory` tells."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    @staticmethod
    def changed(**fields: Any) -> CustomerChangedV1:
        """A customer with one contract in Rosario, unless told otherwise."""
        cities = fields.pop("cities", ["Rosario"])
        contracts = [
            CustomerContract(
                contract_id=uuid4(),
                number=f"CT-{n}",
                plan="300M",
                state="active",
                address="San Martín 100",
                city=city,
                node="ROS-1",
            )
            for n, city in enumerate(cities)
        ]
        known = {
            "customer_id": uuid4(),
            "number": "C-1",
            "name": "Ana Pérez",
            "kind": "person",
            "national_id_kind": "DNI",
            "national_id": "30111222",
            "phones": ["+5493415550009"],
            "emails": ["ana@example.com"],
            "language": "es",
            "contracts": contracts,
        }
        return CustomerChangedV1(**{**known, **fields})

    async def exists(self, *, version: int = 1, **fields: Any) -> UUID:
        """The customer's id, once the service has heard of it."""
        event = self.changed(**fields)
        await self._intake.deliver([record_of(event, key=event.customer_id, version=version)])
        return event.customer_id


@pytest.fixture
def customers(intake: Intake) -> Customers:
    """Told to the service under test."""
    return Customers(intake)


class Desk:
    """What operators do, and what the service tells of it."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def act(
        self, action: str, contact_id: UUID, who: dict[str, str], body: Any = None
    ) -> httpx2.Response:
        """One of the actions on a contact."""
        path = f"/api/v1/contacts/{contact_id}/{action}"
        return await self._intake.client.post(path, json=body, headers=who)

    async def told(self, contact_id: UUID) -> list[Emitted]:
        """The events of a contact, in their order."""
        return [event for event in await self._intake.emitted() if event.key == str(contact_id)]


@pytest.fixture
def desk(intake: Intake) -> Desk:
    """At the service under test."""
    return Desk(intake)


@pytest_asyncio.fixture
async def ana(intake: Intake) -> dict[str, str]:
    """An operator who may do everything an operator may."""
    return await intake.account(*EVERYTHING, "tickets.read", name="Ana")


@pytest_asyncio.fixture
async def beto(intake: Intake) -> dict[str, str]:
    """Another one."""
    return await intake.account(*EVERYTHING, name="Beto")
