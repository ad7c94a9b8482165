from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from iclass_simulator.testing.process import SimulatorProcess
from iclass_simulator.testing.receiver import WebhookReceiver
from local_stack.ports import PortPool


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as receiver:
        yield receiver


@pytest.fixture
def simulator(
    tmp_path: Path, receiver: WebhookReceiver, ports: PortPool
) -> Iterator[SimulatorProcess]:
    """Kafka is not there, and every event leaves by webhook."""
    folder, port = tmp_path / "iclass", ports.take()
    with SimulatorProcess(folder, receiver.url, mode="webhook", port=port) as simulator:
        yield simulator


@pytest.fixture
def client(simulator: SimulatorProcess) -> Iterator[httpx2.Client]:
    with simulator.client() as client:
        yield client


@pytest.fixture(scope="module")
def shared_simulator(
    tmp_path_factory: pytest.TempPathFactory, ports: PortPool
) -> Iterator[SimulatorProcess]:
    """One simulator for the tests of a file that do not get in each other's way."""
    folder = tmp_path_factory.mktemp("iclass")
    with SimulatorProcess(folder, "http://127.0.0.1:1/", port=ports.take()) as simulator:
        yield simulator


@pytest.fixture(scope="module")
def shared(shared_simulator: SimulatorProcess) -> Iterator[httpx2.Client]:
    """How those tests speak with it."""
    with shared_simulator.client() as client:
        yield client


@pytest.fixture
def an_order() -> Callable[..., dict[str, Any]]:
    """A body for POST /api/work-orders."""

    def make(**changes: Any) -> dict[str, Any]:
        return {
            "externalReference": str(uuid4()),
            "orderType": "REP-FTTH",
            "technician": "T-01",
            "customer": {
                "name": "Ana Gómez",
                "document": "27888999",
                "phone": "+54 351 555 0101",
                "address": "Belgrano 120",
                "city": "Córdoba",
                "lat": -31.42,
                "lon": -64.18,
            },
            "notes": "Sin señal en la ONT desde ayer.",
            "schedule": {"date": "2026-11-23", "from": "09:00", "to": "12:00"},
            **changes,
        }

    return make
