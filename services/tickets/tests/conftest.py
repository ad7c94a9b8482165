"""A running service on a database of its own, and people to ask it things."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from tickets.app import define
from tickets.application.ports import Transaction
from tickets.settings import Settings

Headers = dict[str, str]

EVERYTHING = (
    "tickets.read",
    "tickets.create",
    "tickets.assign",
    "tickets.comment",
    "tickets.finish",
    "tickets.close",
    "tickets.reopen",
    "tickets.reopen-closed",
    "tickets.cancel",
    "tickets.recategorize",
)


@pytest_asyncio.fixture
async def tickets(
    create_database: CreateDatabase, tmp_path: Path
) -> AsyncIterator[Harness[Transaction]]:
    """The service, without Kafka: messages are delivered by the tests."""
    keys = make_signing_keys(tmp_path)
    settings = Settings.model_validate(
        {
            "database_url": await create_database("tickets"),
            "kafka_servers": "127.0.0.1:1",
            "redis_url": "redis://127.0.0.1:1",
            "jwks_file": keys.jwks_file,
            "instance": "tickets-test",
        }
    )
    async with running(Service(define(settings), settings, "api"), keys) as harness:
        yield harness


@pytest_asyncio.fixture
async def supervisor(tickets: Harness[Transaction]) -> Headers:
    """Somebody who may do everything."""
    return await tickets.account(*EVERYTHING, role="supervisor", name="Sofía Supervisora")


@pytest_asyncio.fixture
async def operator(tickets: Harness[Transaction]) -> Headers:
    """Somebody at the desk, of the area `support`."""
    rights = ("tickets.read", "tickets.create", "tickets.comment", "tickets.finish")
    return await tickets.account(*rights, name="Óscar Operador")


@pytest.fixture
def open_ticket(
    tickets: Harness[Transaction], supervisor: Headers
) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Opens a ticket, by the supervisor if nobody else is named; its JSON."""

    async def opened(headers: Headers | None = None, **fields: Any) -> dict[str, Any]:
        body = {
            "area": "support",
            "category": "no-connection",
            "title": "Sin conexión",
            "description": "No navega desde anoche.",
            **fields,
        }
        answer = await tickets.client.post(
            "/api/v1/tickets", json=body, headers=headers or supervisor
        )
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json()
        return ticket

    return opened
