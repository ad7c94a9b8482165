"""A technician taps in the app; the event comes by itself, signed, over a real connection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
import uvicorn

from chassis_testing.harness import Harness
from iclass_bridge.application.ports import Transaction
from iclass_simulator.testing.process import SimulatorProcess
from local_stack.ports import PortPool

ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]


class Counted:
    """The application, and how many webhooks it has answered."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._answered = 0
        self._changed = asyncio.Condition()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._app(scope, receive, send)
        async with self._changed:
            self._answered += 1
            self._changed.notify_all()

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: self._answered >= count)


@asynccontextmanager
async def served(app: Any, port: int) -> AsyncIterator[None]:
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, lifespan="off", log_config=None, access_log=False)
    )
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@pytest.fixture
def port(ports: PortPool) -> int:
    return ports.take()


@pytest.fixture
def simulator(tmp_path: Path, port: int, webhook_secret: str, ports: PortPool) -> Any:
    """One whose webhooks reach the bridge."""
    with SimulatorProcess(
        tmp_path / "iclass",
        f"http://127.0.0.1:{port}/api/v1/iclass/webhook",
        mode="webhook",
        webhook_secret=webhook_secret,
        port=ports.take(),
    ) as process:
        yield process


@pytest.fixture
def iclass(simulator: SimulatorProcess) -> Any:
    with simulator.client() as client:
        yield client


async def test_what_technicians_do_arrives_once_and_in_order(
    bridge: Harness[Transaction],
    port: int,
    iclass: httpx2.Client,
    a_dispatch: ADispatch,
    emitted_types: Callable[[UUID], Awaitable[list[str]]],
) -> None:
    """A48, A49, A50, A55, A58"""
    order_id, number = await a_dispatch()
    rules = [{"fault": "duplicate_event", "probability": 1}]
    iclass.put("/api/faults", json={"rules": rules}).raise_for_status()
    app = Counted(bridge.client._transport.app)  # type: ignore[attr-defined]
    reference = {"externalReference": str(order_id)}
    order = iclass.get("/api/work-orders", params=reference).json()
    desk = f"/api/app/technicians/{order['technician']['id']}/orders"

    async with served(app, port):
        iclass.get(desk).raise_for_status()
        for deed, body in (
            ("en-route", None),
            ("on-site", None),
            ("follow-up", {"text": "Conector roto"}),
            ("complete", {"resolution": "Conector cambiado"}),
        ):
            iclass.post(f"{desk}/{number}/{deed}", json=body).raise_for_status()
        await app.wait_for(10)

    assert await emitted_types(order_id) == [
        "dispatch-confirmed",
        "visit-progressed",
        "visit-progressed",
        "visit-progressed",
        "follow-up-reported",
        "work-completed",
    ]
