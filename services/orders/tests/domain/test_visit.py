"""What Iclass reports, against the rules of an order."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from orders.domain import events, visit
from orders.domain.dispatch import DispatchState
from orders.domain.events import By
from orders.domain.order import ServiceOrder
from orders.domain.state import State, state_named

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MARTA = By(uuid4(), "Marta")
RAMIRO = By(None, "Ramiro", "iclass")


AnOrder = Callable[..., ServiceOrder]


def test_being_on_the_way_starts_the_order_once_and_delivery_does_not(an_order: AnOrder) -> None:
    order = an_order(in_iclass=True)

    visit.visit_progressed(order, "delivered", RAMIRO, NOW)
    assert order.pull_events() == []
    visit.visit_progressed(order, "en_route", RAMIRO, NOW)
    visit.visit_progressed(order, "on_site", RAMIRO, NOW)

    assert order.state is State.IN_PROGRESS
    assert order.dispatch.visit == "on_site"
    assert order.pull_events() == [events.OrderStarted()]


def test_work_completed_in_the_app_finishes_the_order_without_telling_iclass_back(
    an_order: AnOrder,
) -> None:
    """A55, A56"""
    order = an_order(State.IN_PROGRESS, in_iclass=True)

    visit.work_completed(order, "Conector cambiado", None, RAMIRO, NOW)

    assert order.pull_events() == [
        events.OrderFinished("Conector cambiado", None, in_iclass=False, by=RAMIRO)
    ]
    assert order.closing is not None
    assert order.closing.by == RAMIRO


def test_finishing_by_hand_what_is_in_iclass_has_iclass_told(an_order: AnOrder) -> None:
    """X04"""
    order = an_order(in_iclass=True)

    order.finish("Resuelto por teléfono", None, MARTA, NOW)

    (event,) = order.pull_events()
    assert isinstance(event, events.OrderFinished)
    assert event.in_iclass


def test_a_second_end_is_kept_as_a_late_event_and_never_refused(an_order: AnOrder) -> None:
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


def test_a_technician_may_go_without_a_slot_but_a_person_is_told(an_order: AnOrder) -> None:
    order = an_order(State.RESCHEDULE, in_iclass=True)

    visit.visit_progressed(order, "en_route", RAMIRO, NOW)

    assert order.state is State.RESCHEDULE
    assert order.needs_reconciliation


def test_both_sides_rescheduling_agree(an_order: AnOrder) -> None:
    order = an_order(in_iclass=True)
    order.reschedule("El cliente llamó", MARTA, NOW)

    visit.visit_rescheduled(order, "No hay nadie", RAMIRO, NOW)

    assert order.state is State.RESCHEDULE
    assert not order.needs_reconciliation


def test_a_rejected_order_is_open_again_and_may_be_sent_once_more(an_order: AnOrder) -> None:
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


def test_iclass_may_renumber_its_order_and_ours_stays_the_same(an_order: AnOrder) -> None:
    """X05"""
    order = an_order(in_iclass=True)

    visit.dispatch_confirmed(order, "IC-9", NOW)
    visit.dispatch_confirmed(order, "IC-9", NOW)

    assert order.dispatch.number == "IC-9"
    assert len(order.dispatch.refs) == 2
    assert order.pull_events() == [events.OrderDispatched("IC-9")]


def test_a_refusal_after_a_confirmation_does_not_fit(an_order: AnOrder) -> None:
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
