"""How a divergence ends: Iclass, asked again, has the order as we do; or a person says so."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from contracts.event import Event
from contracts.iclass import TechnicianEventV1
from contracts.orders import OrderCancelledV1, OrderReconciledV1, OrderSlotBookedV1, Slot
from iclass_bridge.application.ports import Transaction

Bridge = Harness[Transaction]
Diverged = Callable[[], Awaitable[UUID]]
Hear = Callable[..., Awaitable[None]]
MakeCalls = Callable[[], Awaitable[int]]
Types = Callable[[UUID], Awaitable[list[str]]]
Show = Callable[[UUID], Awaitable[dict[str, Any]]]

SLOT = Slot.model_validate({"day": "2026-11-24", "start": "09:00", "end": "12:00"})
WHO: dict[str, Any] = {"ticket_id": UUID(int=1)}


@pytest.fixture
def a_divergence(
    a_dispatch: Callable[..., Awaitable[tuple[UUID, str]]],
    told: Callable[..., TechnicianEventV1],
    by_topic: Callable[..., Awaitable[None]],
    show: Show,
) -> Diverged:
    """An order whose technician told of an end before what he told earlier."""

    async def make() -> UUID:
        order_id, number = await a_dispatch()
        await by_topic(told(order_id, number, "on_site", 5))
        await by_topic(told(order_id, number, "completed", 4))
        assert (await show(order_id))["diverged"]
        return order_id

    return make


@pytest.mark.parametrize(
    ("wish", "states"),
    [
        (
            OrderSlotBookedV1(
                order_id=uuid4(), slot=SLOT, attempt=1, in_iclass=True, booked_by=None, **WHO
            ),
            ("open", "scheduled"),
        ),
        (
            OrderCancelledV1(
                order_id=uuid4(), reason="Se mudó", in_iclass=True, cancelled_by=None, **WHO
            ),
            ("cancelled", "cancelled"),
        ),
    ],
    ids=["a new slot", "called off"],
)
async def test_a_later_answer_that_has_the_order_as_we_do_settles_it(
    wish: Event,
    states: tuple[str, str],
    a_divergence: Diverged,
    bridge: Bridge,
    hear: Hear,
    make_calls: MakeCalls,
) -> None:
    order_id = await a_divergence()
    await hear(wish.model_copy(update={"order_id": order_id}), order_id)
    await make_calls()

    assert await bridge.rows("select diverged from dispatch") == [{"diverged": False}]
    found, settled = (await bridge.emitted())[-2:]
    assert (found.type, settled.type) == (
        "bridge.divergence-found.v1",
        "bridge.divergence-settled.v1",
    )
    assert (settled.data["ours"], settled.data["theirs"]) == states


async def test_what_a_person_has_reconciled_is_settled_here_too(
    a_divergence: Diverged, hear: Hear, emitted_types: Types, show: Show
) -> None:
    order_id = await a_divergence()
    reconciled = OrderReconciledV1(order_id=order_id, note="Hablado", reconciled_by=None, **WHO)

    await hear(reconciled, order_id)
    await hear(reconciled.model_copy(update={"order_id": UUID(int=9)}), UUID(int=9))

    assert not (await show(order_id))["diverged"]
    assert (await emitted_types(order_id))[-1] == "divergence-found"
