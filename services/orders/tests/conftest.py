from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis.contract import Contract
from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from contracts.bridge import DispatchConfirmedV1
from contracts.directory import CustomerChangedV1, CustomerContract
from contracts.tickets import TicketRegisteredV1
from orders.app import define
from orders.application.ports import Transaction
from orders.settings import Settings

PERMISSIONS = ("read", "create", "dispatch", "follow-up", "schedule", "finish", "cancel")

BELGRANO = CustomerContract(
    contract_id=UUID(int=1),
    number="C-1",
    plan="300 Mb",
    state="active",
    address="Belgrano 120",
    city="Córdoba",
    node="CBA-07",
    latitude=-31.42,
    longitude=-64.18,
)


@pytest_asyncio.fixture
async def orders(
    create_database: Callable[[str], Awaitable[str]], tmp_path: Path
) -> AsyncIterator[Harness[Transaction]]:
    keys = make_signing_keys(tmp_path)
    settings = Settings.model_validate(
        {
            "database_url": await create_database("orders"),
            "kafka_servers": "127.0.0.1:1",
            "redis_url": "redis://127.0.0.1:1",
            "jwks_file": keys.jwks_file,
            "instance": "orders-test",
        }
    )
    async with running(Service(define(settings), settings, "api"), keys) as harness:
        yield harness


@pytest_asyncio.fixture
async def dispatcher(orders: Harness[Transaction]) -> dict[str, str]:
    """Headers of somebody who may do everything with orders."""
    permissions = [f"orders.{name}" for name in PERMISSIONS]
    return await orders.account(*permissions, name="Marta Dispatcher")


@pytest.fixture
def hear(orders: Harness[Transaction]) -> Callable[..., Awaitable[None]]:
    """Delivers events, each with the next version of its key; `version` overrides."""
    versions: Counter[str] = Counter()

    async def hear(event: Contract, key: object, version: int | None = None) -> None:
        versions[str(key)] += 1
        await orders.deliver([record_of(event, key=key, version=version or versions[str(key)])])

    return hear


@pytest.fixture
def known_customer(hear: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[UUID]]:
    """Has directory tell of a customer."""

    async def make(customer_id: UUID | None = None, **changes: Any) -> UUID:
        identity = customer_id or uuid4()
        fields: dict[str, Any] = {
            "customer_id": identity,
            "number": "CL-00042",
            "name": "Ana Gómez",
            "kind": "person",
            "national_id_kind": "DNI",
            "national_id": "27888999",
            "phones": ["+543515550101", "+543515550102"],
            "emails": ["ana@example.com"],
            "language": "es",
            "contracts": [BELGRANO],
        }
        await hear(CustomerChangedV1(**{**fields, **changes}), identity)
        return identity

    return make


@pytest.fixture
def known_ticket(hear: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[UUID]]:
    """Has tickets tell of a ticket."""

    async def make(**changes: Any) -> UUID:
        identity = uuid4()
        fields: dict[str, Any] = {
            "ticket_id": identity,
            "number": 1001,
            "title": "Sin Internet",
            "description": "La ONT no tiene señal",
            "area": "support",
            "registered_at": "2026-11-22T10:00:00Z",
        }
        await hear(TicketRegisteredV1(**{**fields, **changes}), identity)
        return identity

    return make


@pytest.fixture
def an_order(
    orders: Harness[Transaction],
    dispatcher: dict[str, str],
    known_customer: Callable[..., Awaitable[UUID]],
    known_ticket: Callable[..., Awaitable[UUID]],
) -> Callable[..., Awaitable[dict[str, Any]]]:
    """Opens an order of a ticket whose customer is known."""

    async def make(**changes: Any) -> dict[str, Any]:
        body = {
            "ticket_id": changes.get("ticket_id")
            or str(await known_ticket(customer_id=await known_customer())),
            "description": "Revisar la acometida",
            "order_type": "technical-service",
            **changes,
        }
        answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)
        assert answer.status_code == 201, answer.text
        opened: dict[str, Any] = answer.json()
        return opened

    return make


@pytest.fixture
def a_dispatched_order(
    orders: Harness[Transaction],
    dispatcher: dict[str, str],
    an_order: Callable[..., Awaitable[dict[str, Any]]],
    hear: Callable[..., Awaitable[None]],
) -> Callable[..., Awaitable[dict[str, Any]]]:
    """An order that Iclass has as IC-000001."""

    async def make(**changes: Any) -> dict[str, Any]:
        order = await an_order(**changes)
        path = f"/api/v1/orders/{order['id']}/dispatch"
        answer = await orders.client.post(path, json={}, headers=dispatcher)
        assert answer.status_code == 202, answer.text
        confirmed = DispatchConfirmedV1(order_id=order["id"], work_order_number="IC-000001")
        await hear(confirmed, order["id"])
        return order

    return make


@pytest.fixture
def show(
    orders: Harness[Transaction], dispatcher: dict[str, str]
) -> Callable[[str], Awaitable[dict[str, Any]]]:
    """The order as people see it now."""

    async def show(order_id: str) -> dict[str, Any]:
        answer = await orders.client.get(f"/api/v1/orders/{order_id}", headers=dispatcher)
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    return show


@pytest.fixture
def act(
    orders: Harness[Transaction], dispatcher: dict[str, str]
) -> Callable[..., Awaitable[tuple[int, dict[str, Any]]]]:
    """Sends a command to an order; the status and the body of the answer."""

    async def act(order_id: str, command: str, **body: Any) -> tuple[int, dict[str, Any]]:
        path = f"/api/v1/orders/{order_id}/{command}"
        answer = await orders.client.post(path, json=body, headers=dispatcher)
        return answer.status_code, answer.json()

    return act
