"""The rules of an order, without anything around them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from chassis.errors import Conflict, Invalid
from orders.domain.customer import Customer
from orders.domain.events import By, Slot
from orders.domain.order import ServiceOrder
from orders.domain.state import State

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTA = By(uuid4(), "Marta")
MORNING = Slot(date(2026, 11, 24), time(9), time(12))


AnOrder = Callable[..., ServiceOrder]


def test_a_new_order_is_open_and_belongs_to_the_technical_area_not_to_a_person(
    an_order: AnOrder,
) -> None:
    """A14"""
    order = an_order()

    assert (order.state, order.area) == (State.OPEN, "technical")


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS])
def test_a_failed_visit_waits_for_a_slot_and_a_slot_opens_it_again(
    state: State, an_order: AnOrder
) -> None:
    """A52, A53, X02"""
    order = an_order(state)

    order.reschedule("No estaba", MARTA, NOW)
    assert order.state is State.RESCHEDULE

    order.book_slot(MORNING, MARTA, NOW)
    assert (order.state, order.slot, order.attempts) == (State.OPEN, MORNING, 1)


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS, State.RESCHEDULE])
def test_a_live_order_can_be_finished_or_cancelled(state: State, an_order: AnOrder) -> None:
    """A39"""
    finished, cancelled = an_order(state), an_order(state)

    finished.finish("Listo", None, MARTA, NOW)
    cancelled.cancel("Duplicada", MARTA, NOW)

    assert (finished.state, cancelled.state) == (State.FINISHED, State.CANCELLED)


@pytest.mark.parametrize("state", [State.FINISHED, State.CANCELLED])
def test_nothing_but_follow_ups_happens_to_an_order_that_has_ended(
    state: State, an_order: AnOrder
) -> None:
    order = an_order(state)
    refused: dict[str, Callable[[], None]] = {
        "finish": lambda: order.finish("Listo", None, MARTA, NOW),
        "cancel": lambda: order.cancel("No", MARTA, NOW),
        "reschedule": lambda: order.reschedule("No", MARTA, NOW),
        "book": lambda: order.book_slot(MORNING, MARTA, NOW),
        "dispatch": lambda: order.request_dispatch("VIS-TEC", MARTA, NOW),
    }
    for act in refused.values():
        with pytest.raises(Conflict) as refusal:
            act()
        assert refusal.value.code == f"order-is-{state.value}"

    order.add_follow_up(uuid4(), "Llamó para agradecer", MARTA, NOW)
    assert len(order.pull_events()) == 1


def test_an_order_that_is_being_worked_on_gets_no_slot(an_order: AnOrder) -> None:
    with pytest.raises(Conflict) as refusal:
        an_order(State.IN_PROGRESS).book_slot(MORNING, MARTA, NOW)
    assert refusal.value.code == "order-in-progress"


def test_a_slot_ends_after_it_starts(an_order: AnOrder) -> None:
    with pytest.raises(Invalid) as refusal:
        an_order().book_slot(Slot(date(2026, 11, 24), time(12), time(12)), MARTA, NOW)
    assert refusal.value.code == "slot-ends-before-it-starts"


def test_an_order_is_sent_to_iclass_once(an_order: AnOrder) -> None:
    order = an_order(in_iclass=True)

    with pytest.raises(Conflict) as refusal:
        order.request_dispatch("VIS-TEC", MARTA, NOW)

    assert refusal.value.code == "already-dispatched"
    assert refusal.value.facts["work_order_number"] == "IC-1"


def test_what_a_visit_needs_and_nobody_knows_is_named(an_order: AnOrder) -> None:
    order = an_order()
    order.customer = Customer(name="Ana", city="Córdoba")

    with pytest.raises(Invalid) as refusal:
        order.request_dispatch("VIS-TEC", MARTA, NOW)

    assert refusal.value.code == "order-lacks-data"
    assert refusal.value.facts["missing"] == ["address", "phone"]
