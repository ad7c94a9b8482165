import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness, record_of
from contracts.iclass import TechnicianEventV1
from iclass_bridge.application.ports import Transaction
from iclass_simulator.doors.signing import signed_headers


@pytest.fixture
def told() -> Callable[..., TechnicianEventV1]:
    """What a technician's app tells."""

    def make(order_id: UUID, number: str, kind: str, sequence: int, **more: Any) -> Any:
        return TechnicianEventV1.model_validate(
            {
                "eventId": str(more.pop("event_id", uuid4())),
                "kind": kind,
                "workOrderNumber": number,
                "externalReference": str(order_id),
                "occurredAt": "2026-11-22T15:00:00Z",
                "technician": {"id": "T-01", "name": "Ramiro Sosa"},
                "sequence": sequence,
                **more,
            }
        )

    return make


@pytest.fixture
def by_topic(bridge: Harness[Transaction]) -> Callable[..., Awaitable[None]]:
    """Technicians' events through the topic, as one batch."""

    async def deliver(*events: TechnicianEventV1) -> None:
        await bridge.deliver(
            [
                record_of(
                    event,
                    key=event.external_reference,
                    version=None,
                    source="/iclass",
                    identity=str(event.event_id),
                )
                for event in events
            ]
        )

    return deliver


@pytest.fixture
def by_webhook(
    bridge: Harness[Transaction], webhook_secret: str
) -> Callable[[TechnicianEventV1], Awaitable[int]]:
    """A technician's event through the webhook; the status of the answer."""

    async def deliver(event: TechnicianEventV1) -> int:
        body = event.model_dump_json().encode()
        now = int(time.time())
        headers = signed_headers(webhook_secret.encode(), str(event.event_id), now, body)
        path = "/api/v1/iclass/webhook"
        return (await bridge.client.post(path, content=body, headers=headers)).status_code

    return deliver
