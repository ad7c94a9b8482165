"""What is asked of Iclass, against the simulator."""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis.calls import TryAgain
from chassis_testing.harness import Harness
from iclass_bridge.application.ports import Transaction
from iclass_bridge.domain.requests import CreateWorkOrder, WorkOrder
from iclass_bridge.domain.technician import VisitState
from iclass_bridge.outbound.call_payloads import answer_of, work_order_of
from iclass_bridge.outbound.iclass_client import IclassClient
from iclass_simulator.testing.client import arm, there
from iclass_simulator.testing.process import SimulatorProcess

Bridge = Harness[Transaction]
ARequest = Callable[..., Awaitable[UUID]]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
MakeCalls = Callable[[], Awaitable[int]]
Show = Callable[[UUID], Awaitable[dict[str, Any]]]
Types = Callable[[UUID], Awaitable[list[str]]]


def creates(iclass: httpx2.Client, order_id: UUID) -> dict[str, int]:
    query = {"kind": "creates", "externalReference": str(order_id)}
    counts: dict[str, dict[str, int]] = iclass.get("/api/journal", params=query).json()["creates"]
    return counts[str(order_id)]


async def test_a_request_becomes_one_work_order_with_the_customers_data(
    a_request: ARequest,
    make_calls: MakeCalls,
    iclass: httpx2.Client,
    emitted_types: Types,
    show: Show,
) -> None:
    """A43, A44, A45, A47"""
    order_id = await a_request(slot={"day": "2026-11-24", "start": "09:00", "end": "12:00"})
    assert (await show(order_id))["state"] == "requested"

    assert await make_calls() == 1

    made = there(iclass, order_id)
    assert made["orderType"] == "VIS-TEC"
    assert made["notes"] == "Revisar la acometida"
    assert made["customer"] == {
        "name": "Ana Gómez",
        "document": "27888999",
        "phone": "+543515550101",
        "address": "Belgrano 120",
        "city": "Córdoba",
        "lat": -31.42,
        "lon": -64.18,
    }
    assert made["schedule"] == {"date": "2026-11-24", "from": "09:00", "to": "12:00"}
    assert await emitted_types(order_id) == ["dispatch-confirmed"]
    seen = await show(order_id)
    assert (seen["state"], seen["work_order_number"]) == ("confirmed", made["workOrderNumber"])
    assert seen["external_refs"][0]["id"] == made["workOrderNumber"]
    assert [(call["operation"], call["attempts"]) for call in seen["calls"]] == [("create", 1)]


async def test_done_but_not_answered_is_one_effective_work_order(
    a_request: ARequest,
    make_calls: MakeCalls,
    iclass: httpx2.Client,
    emitted_types: Types,
    show: Show,
) -> None:
    arm(iclass, fault="no_answer", next=1, operation="create")
    order_id = await a_request()

    await make_calls()
    seen = await show(order_id)
    assert (seen["state"], seen["calls"][0]["state"]) == ("requested", "waiting")
    assert "no answer" in seen["calls"][0]["last_error"]

    await make_calls()
    assert creates(iclass, order_id) == {"attempted": 1, "effective": 1}
    assert await emitted_types(order_id) == ["dispatch-confirmed"]


async def test_errors_are_tried_again_until_it_works(
    a_request: ARequest, make_calls: MakeCalls, iclass: httpx2.Client, emitted_types: Types
) -> None:
    arm(iclass, fault="error_500", next=3)
    order_id = await a_request()

    for _ in range(4):
        assert await emitted_types(order_id) == []
        await make_calls()

    assert creates(iclass, order_id)["effective"] == 1
    assert await emitted_types(order_id) == ["dispatch-confirmed"]


async def test_a_stall_is_not_waited_out_and_leaves_one_work_order(
    simulator: SimulatorProcess, iclass: httpx2.Client
) -> None:
    arm(iclass, fault="stall", next=1, seconds=1, operation="create")
    order_id, key = uuid4(), str(uuid4())
    work = CreateWorkOrder("VIS-TEC", "Revisar", "Ana", "1", "Belgrano 120", "Córdoba")
    hasty = IclassClient(simulator.url, simulator.api_key, httpx2.Timeout(0.1))
    patient = IclassClient(simulator.url, simulator.api_key)

    with pytest.raises(TryAgain, match="ReadTimeout"):
        await hasty.create(order_id, work, key)
    made = await patient.create(order_id, work, key)

    assert await patient.find(order_id) == made
    assert creates(iclass, order_id)["effective"] == 1


async def test_iclass_says_how_long_to_wait(
    bridge: Bridge, a_request: ARequest, make_calls: MakeCalls, iclass: httpx2.Client
) -> None:
    arm(iclass, fault="error_429", next=1, seconds=120)
    await a_request()

    await make_calls()

    (call,) = await bridge.rows(
        "select state, last_error, extract(epoch from due_at - now()) as pause from kernel_call"
    )
    assert call["state"] == "waiting"
    assert "too_many_requests" in call["last_error"]
    assert 115 < call["pause"] <= 120


async def test_a_refusal_is_told_at_once_and_can_be_corrected(
    a_request: ARequest,
    make_calls: MakeCalls,
    iclass: httpx2.Client,
    emitted_types: Types,
    show: Show,
) -> None:
    order_id = await a_request(iclass_order_type="NO-SUCH")

    await make_calls()

    assert await emitted_types(order_id) == ["dispatch-refused"]
    seen = await show(order_id)
    assert (seen["state"], seen["calls"][0]["state"]) == ("refused", "given-up")
    assert "unknown_order_type" in seen["refusal"]

    await a_request(order_id=order_id, iclass_order_type="REP-FTTH")
    await make_calls()
    assert await emitted_types(order_id) == ["dispatch-refused", "dispatch-confirmed"]
    assert there(iclass, order_id)["orderType"] == "REP-FTTH"


async def test_a_second_request_for_what_iclass_has_asks_nothing(
    bridge: Bridge, a_dispatch: ADispatch, a_request: ARequest
) -> None:
    order_id, _ = await a_dispatch()

    await a_request(order_id=order_id)

    assert len(await bridge.rows("select 1 from kernel_call")) == 1


@pytest.mark.parametrize("order", [WorkOrder("WO-1", VisitState.COMPLETED, 7), None])
def test_an_answer_that_was_kept_is_the_same_when_it_is_settled(order: WorkOrder | None) -> None:
    assert work_order_of(json.loads(json.dumps(answer_of(order)))) == order
