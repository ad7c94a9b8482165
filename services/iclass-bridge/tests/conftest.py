from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio

from chassis.calls import Calls
from chassis.contract import Contract
from chassis.service import Service
from chassis.wake import Bell
from chassis_testing.harness import Harness, make_signing_keys, record_of, running
from contracts.orders import OrderDispatchRequestedV1, OrderOpenedV1
from iclass_bridge.app import define
from iclass_bridge.application.ports import Transaction
from iclass_bridge.settings import Settings
from iclass_simulator.testing.process import SimulatorProcess
from local_stack.ports import PortPool


@pytest.fixture(scope="session")
def webhook_secret() -> str:
    """What the bridge under test knows Iclass by."""
    return "a secret nobody guesses"


@pytest.fixture(scope="session")
def simulator(
    tmp_path_factory: pytest.TempPathFactory, ports: PortPool
) -> Iterator[SimulatorProcess]:
    """The field system, a process of its own. What it tells goes nowhere."""
    folder, port = tmp_path_factory.mktemp("iclass"), ports.take()
    with SimulatorProcess(folder, "http://127.0.0.1:1/", mode="webhook", port=port) as process:
        yield process


@pytest.fixture
def iclass(simulator: SimulatorProcess) -> Iterator[httpx2.Client]:
    """A client of the field system, which behaves again when the test is over."""
    with simulator.client() as client:
        yield client
        client.delete("/api/faults").raise_for_status()


@pytest.fixture
def settings_for(
    create_database: Callable[[str], Awaitable[str]], webhook_secret: str, tmp_path: Path
) -> Callable[..., Awaitable[Settings]]:
    """Settings of a bridge on a database of its own."""

    async def make(iclass_url: str, api_key: str) -> Settings:
        make_signing_keys(tmp_path)
        files = {"api-key": api_key, "secret": f"{webhook_secret}\n"}
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        return Settings.model_validate(
            {
                "database_url": await create_database("iclass_bridge"),
                "kafka_servers": "127.0.0.1:1",
                "redis_url": "redis://127.0.0.1:1",
                "jwks_file": tmp_path / "jwks.json",
                "instance": "iclass-bridge-test",
                "iclass_url": iclass_url,
                "iclass_api_key_file": tmp_path / "api-key",
                "iclass_webhook_secret_file": tmp_path / "secret",
            }
        )

    return make


@pytest_asyncio.fixture
async def bridge(
    settings_for: Callable[..., Awaitable[Settings]],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> AsyncIterator[Harness[Transaction]]:
    """A bridge to the simulator, or to whatever `iclass_address` of the test's file says."""
    if "iclass_address" in request.fixturenames:
        address = request.getfixturevalue("iclass_address")
    else:
        process: SimulatorProcess = request.getfixturevalue("simulator")
        address = (process.url, process.api_key)
    settings = await settings_for(*address)
    keys = make_signing_keys(tmp_path)
    async with running(Service(define(settings), settings, "api"), keys) as harness:
        yield harness


@pytest.fixture
def hear(bridge: Harness[Transaction]) -> Callable[..., Awaitable[None]]:
    """Delivers events of the platform, each with the next version of its key."""
    versions: Counter[str] = Counter()

    async def hear(event: Contract, key: object) -> None:
        versions[str(key)] += 1
        await bridge.deliver([record_of(event, key=key, version=versions[str(key)])])

    return hear


@pytest.fixture
def make_calls(bridge: Harness[Transaction]) -> Callable[[], Awaitable[int]]:
    """Makes all calls that wait, as if their pauses were over, one attempt each; how many."""
    ((kind, handler),) = bridge.service.definition.calls.items()
    calls = Calls(bridge.service.database, kind, handler, Bell(), owner="a")

    async def make_calls() -> int:
        async with bridge.system() as connection:
            await connection.exec_driver_sql("update kernel_call set due_at = now()")
        made = 0
        while await calls.make_one():
            made += 1
        return made

    return make_calls


@pytest.fixture
def an_order(hear: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Has the platform open an order, which nobody sends to Iclass."""

    async def make(order_id: UUID, customer_id: UUID | None = None) -> None:
        opened = OrderOpenedV1(
            order_id=order_id,
            number=12,
            ticket_id=uuid4(),
            ticket_number=7,
            area="technical",
            description="Revisar la acometida",
            customer_id=customer_id,
        )
        await hear(opened, order_id)

    return make


@pytest.fixture
def a_request(
    hear: Callable[..., Awaitable[None]], an_order: Callable[..., Awaitable[None]]
) -> Callable[..., Awaitable[UUID]]:
    """Has the platform ask for an order to be made in Iclass; the order's id."""

    async def make(**changes: Any) -> UUID:
        order_id: UUID = changes.pop("order_id", uuid4())
        customer_id = changes.pop("customer_id", None)
        if changes.pop("known_from_the_start", True):
            await an_order(order_id, customer_id)
        else:
            await an_order(order_id)
            changes["customer_id"] = customer_id
        fields: dict[str, Any] = {
            "order_id": order_id,
            "number": 12,
            "iclass_order_type": "VIS-TEC",
            "description": "Revisar la acometida",
            "customer_name": "Ana Gómez",
            "customer_phone": "+543515550101",
            "customer_national_id": "27888999",
            "address": "Belgrano 120",
            "city": "Córdoba",
            "latitude": -31.42,
            "longitude": -64.18,
            **changes,
        }
        await hear(OrderDispatchRequestedV1.model_validate(fields), order_id)
        return order_id

    return make


@pytest.fixture
def a_dispatch(
    a_request: Callable[..., Awaitable[UUID]],
    make_calls: Callable[[], Awaitable[int]],
    iclass: httpx2.Client,
) -> Callable[..., Awaitable[tuple[UUID, str]]]:
    """An order that Iclass has; its id and its number there."""

    async def make(**changes: Any) -> tuple[UUID, str]:
        order_id = await a_request(**changes)
        await make_calls()
        found = iclass.get("/api/work-orders", params={"externalReference": str(order_id)})
        number: str = found.raise_for_status().json()["workOrderNumber"]
        return order_id, number

    return make


@pytest.fixture
def show(bridge: Harness[Transaction]) -> Callable[[UUID], Awaitable[dict[str, Any]]]:
    """The dispatch as people see it now."""

    async def show(order_id: UUID) -> dict[str, Any]:
        reader = await bridge.account("dispatches.read")
        answer = await bridge.client.get(f"/api/v1/dispatches/{order_id}", headers=reader)
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    return show


@pytest.fixture
def emitted_types(bridge: Harness[Transaction]) -> Callable[[UUID], Awaitable[list[str]]]:
    """What was told of an order, in short, once its sequence is found to have no gaps."""

    async def emitted_types(order_id: UUID) -> list[str]:
        told = [event for event in await bridge.emitted() if event.key == str(order_id)]
        assert [event.sequence for event in told] == list(range(1, len(told) + 1))
        return [event.type.removeprefix("bridge.").removesuffix(".v1") for event in told]

    return emitted_types
