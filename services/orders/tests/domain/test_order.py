"""The rules of an order, without anything around them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from chassis.errors import Conflict, Invalid
from orders.domain import events, visit
from orders.domain.customer import Customer
from orders.domain.dispatch import DispatchState
from orders.domain.events import By, Slot
from orders.domain.order import ServiceOrder
from orders.domain.state import State, state_named

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTA = By(uuid4(), "Marta")
RAMIRO = By(None, "Ramiro", "iclass")
MORNING = Slot(date(2026, 11, 24), time(9), time(12))


def an_order(state: State = State.OPEN, *, in_iclass: bool = False) -> ServiceOrder:
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


def test_a_new_order_is_open_and_belongs_to_the_technical_area_not_to_a_person() -> None:
    """A14"""
    order = an_order()

    assert (order.state, order.area) == (State.OPEN, "technical")


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS])
def test_a_failed_visit_waits_for_a_slot_and_a_slot_opens_it_again(state: State) -> None:
    """A52, A53, X02"""
    order = an_order(state)

    order.reschedule("No estaba", MARTA, NOW)
    assert order.state is State.RESCHEDULE

    order.book_slot(MORNING, MARTA, NOW)
    assert (order.state, order.slot, order.attempts) == (State.OPEN, MORNING, 1)


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS, State.RESCHEDULE])
def test_a_live_order_can_be_finished_or_cancelled(state: State) -> None:
    """A39"""
    finished, cancelled = an_order(state), an_order(state)

    finished.finish("Listo", None, MARTA, NOW)
    cancelled.cancel("Duplicada", MARTA, NOW)

    assert (finished.state, cancelled.state) == (State.FINISHED, State.CANCELLED)


@pytest.mark.parametrize("state", [State.FINISHED, State.CANCELLED])
def test_nothing_but_follow_ups_happens_to_an_order_that_has_ended(state: State) -> None:
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


def test_an_order_that_is_being_worked_on_gets_no_slot() -> None:
    with pytest.raises(Conflict) as refusal:
        an_order(State.IN_PROGRESS).book_slot(MORNING, MARTA, NOW)
    assert refusal.value.code == "order-in-progress"


def test_a_slot_ends_after_it_starts() -> None:
    with pytest.raises(Invalid) as refusal:
        an_order().book_slot(Slot(date(2026, 11, 24), time(12), time(12)), MARTA, NOW)
    assert refusal.value.code == "slot-ends-before-it-starts"


def test_an_order_is_sent_to_iclass_once() -> None:
    order = an_order(in_iclass=True)

    with pytest.raises(Conflict) as refusal:
        order.request_dispatch("VIS-TEC", MARTA, NOW)

    assert refusal.value.code == "already-dispatched"
    assert refusal.value.facts["work_order_number"] == "IC-1"


def test_what_a_visit_needs_and_nobody_knows_is_named() -> None:
    order = an_order()
    order.customer = Customer(name="Ana", city="Córdoba")

    with pytest.raises(Invalid) as refusal:
        order.request_dispatch("VIS-TEC", MARTA, NOW)

    assert refusal.value.code == "order-lacks-data"
    assert refusal.value.facts["missing"] == ["address", "phone"]


def test_being_on_the_way_starts_the_order_once_and_delivery_does_not() -> None:
    order = an_order(in_iclass=True)

    visit.visit_progressed(order, "delivered", RAMIRO, NOW)
    assert order.pull_events() == []
    visit.visit_progressed(order, "en_route", RAMIRO, NOW)
    visit.visit_progressed(order, "on_site", RAMIRO, NOW)

    assert order.state is State.IN_PROGRESS
    assert order.dispatch.visit == "on_site"
    assert order.pull_events() == [events.OrderStarted()]


def test_work_completed_in_the_app_finishes_the_order_without_telling_iclass_back() -> None:
    """A55, A56"""
    order = an_order(State.IN_PROGRESS, in_iclass=True)

    visit.work_completed(order, "Conector cambiado", None, RAMIRO, NOW)

    assert order.pull_events() == [
        events.OrderFinished("Conector cambiado", None, in_iclass=False, by=RAMIRO)
    ]
    assert order.closing is not None
    assert order.closing.by == RAMIRO


def test_finishing_by_hand_what_is_in_iclass_has_iclass_told() -> None:
    """X04"""
    order = an_order(in_iclass=True)

    order.finish("Resuelto por teléfono", None, MARTA, NOW)

    (event,) = order.pull_events()
    assert isinstance(event, events.OrderFinished)
    assert event.in_iclass


def test_a_second_end_is_kept_as_a_late_event_and_never_refused() -> None:
    """X04"""
    order = an_order(in_iclass=True)
    order.finish("Resuelto por teléfono", None, MARTA, NOW)
    order.pull_events()
    order.pull_entries()

    visit.work_completed(order, "Conector cambiado", None, RAMIRO, NOW)
    visit.work_rejected(order, "Perro suelto", RAMIRO, NOW)
    visit.visit_rescheduled(order, "Llueve", RAMIRO, NOW)
    visit.visit_progressed(order, "on_site", RAMIRO, NOW)

    assert order.state is State.FINISHED
    assert order.needs_reconciliation
    assert order.pull_events() == []
    late = order.pull_entries()
    assert [entry.subject for entry in late] == ["completed", "rejected", "rescheduled", "on_site"]


def test_a_technician_may_go_without_a_slot_but_a_person_is_told() -> None:
    order = an_order(State.RESCHEDULE, in_iclass=True)

    visit.visit_progressed(order, "en_route", RAMIRO, NOW)

    assert order.state is State.RESCHEDULE
    assert order.needs_reconciliation


def test_both_sides_rescheduling_agree() -> None:
    order = an_order(in_iclass=True)
    order.reschedule("El cliente llamó", MARTA, NOW)

    visit.visit_rescheduled(order, "No hay nadie", RAMIRO, NOW)

    assert order.state is State.RESCHEDULE
    assert not order.needs_reconciliation


def test_a_rejected_order_is_open_again_and_may_be_sent_once_more() -> None:
    order = an_order(State.IN_PROGRESS, in_iclass=True)

    visit.work_rejected(order, "Falta material", RAMIRO, NOW)
    assert (order.state, order.dispatch.state) == (State.OPEN, DispatchState.REJECTED)
    assert order.dispatch.reason == "Falta material"

    order.request_dispatch("VIS-TEC", MARTA, NOW)
    visit.dispatch_confirmed(order, "IC-2", NOW)
    assert [(ref.id, ref.valid_to is None) for ref in order.dispatch.refs] == [
        ("IC-1", False),
        ("IC-2", True),
    ]


def test_iclass_may_renumber_its_order_and_ours_stays_the_same() -> None:
    """X05"""
    order = an_order(in_iclass=True)

    visit.dispatch_confirmed(order, "IC-9", NOW)
    visit.dispatch_confirmed(order, "IC-9", NOW)

    assert order.dispatch.number == "IC-9"
    assert len(order.dispatch.refs) == 2
    assert order.pull_events() == [events.OrderDispatched("IC-9")]


def test_a_refusal_after_a_confirmation_does_not_fit() -> None:
    order = an_order(in_iclass=True)

    visit.dispatch_refused(order, "unknown_order_type", NOW)

    assert order.dispatch.state is DispatchState.CONFIRMED
    assert order.needs_reconciliation


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("cerrado", State.FINISHED),
        ("Reprogramado", State.RESCHEDULE),
        ("open", State.OPEN),
        ("finished", State.FINISHED),
    ],
)
def test_states_are_found_by_code_and_by_alias(name: str, state: State) -> None:
    """X01, X02"""
    assert state_named(name) is state
