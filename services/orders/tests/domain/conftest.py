"""An order without anything around it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from orders.domain import visit
from orders.domain.customer import Customer
from orders.domain.events import By
from orders.domain.order import ServiceOrder
from orders.domain.state import State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTA = By(uuid4(), "Marta")


@pytest.fixture
def an_order() -> Callable[..., ServiceOrder]:
    """One in this state, which Iclass has as IC-1 if `in_iclass`."""

    def make(state: State = State.OPEN, *, in_iclass: bool = False) -> ServiceOrder:
        order = ServiceOrder(
            id=uuid4(),
            number=1,
            ticket_id=uuid4(),
            ticket_number=7,
            description="Revisar la acometida",
            order_type=None,
            customer=Customer(name="Ana", phone="+54351", address="Belgrano 120", city="Córdoba"),
            created_by=MARTA,
            created_at=NOW,
        )
        if in_iclass:
            order.request_dispatch("VIS-TEC", MARTA, NOW)
            visit.dispatch_confirmed(order, "IC-1", NOW)
        order.state = state
        order.pull_events()
        return order

    return make
