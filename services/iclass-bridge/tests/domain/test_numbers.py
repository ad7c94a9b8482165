"""What is known of an order in Iclass, and under which number."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.events import (
    DispatchRefused,
    DivergenceFound,
)
from iclass_bridge.domain.presence import DispatchState
from iclass_bridge.domain.requests import WorkOrder
from iclass_bridge.domain.technician import Deed, Status, VisitState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

ADispatch = Callable[..., Dispatch]
Did = Callable[..., Status]
Kinds = Callable[[Dispatch], list[str]]


def test_an_event_proves_that_iclass_has_the_order_before_its_answer_does(
    a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    dispatch = a_dispatch(None)

    assert did(dispatch, Deed.EN_ROUTE, 2) is Status.APPLIED
    dispatch.confirm(WorkOrder("IC-1", VisitState.EN_ROUTE, 2), NOW)

    assert kinds(dispatch) == ["DispatchConfirmed", Deed.EN_ROUTE]
    assert dispatch.state is DispatchState.CONFIRMED


def test_an_answer_after_a_rejection_does_not_bring_the_order_back(
    a_dispatch: ADispatch, did: Did
) -> None:
    dispatch = a_dispatch(None)
    did(dispatch, Deed.REJECTED, 3)

    dispatch.confirm(WorkOrder("IC-1", VisitState.REJECTED, 3), NOW)

    assert dispatch.state is DispatchState.REJECTED


def test_an_order_that_was_refused_and_is_there_after_all_diverges(
    a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    dispatch = a_dispatch(None)
    dispatch.refuse("after 2000 attempts: HTTP 500", NOW)

    did(dispatch, Deed.DELIVERED, 1)

    assert kinds(dispatch) == [
        "DispatchRefused",
        "DivergenceFound",
        "DispatchConfirmed",
        Deed.DELIVERED,
    ]


def test_a_refusal_is_quiet_once_iclass_has_proved_otherwise(a_dispatch: ADispatch) -> None:
    dispatch = a_dispatch()
    dispatch.refuse("HTTP 400", NOW)
    assert dispatch.pull_events() == []


def test_iclass_may_renumber_and_its_count_starts_again(
    a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    """X05"""
    dispatch = a_dispatch()
    did(dispatch, Deed.RESCHEDULED, 9)
    dispatch.pull_events()

    assert did(dispatch, Deed.DELIVERED, 1, "IC-2") is Status.APPLIED
    assert did(dispatch, Deed.EN_ROUTE, 10, "IC-1") is Status.SUPERSEDED
    assert did(dispatch, Deed.FOLLOW_UP, 11, "IC-1") is Status.APPLIED

    assert dispatch.number == "IC-2"
    assert [(ref.number, ref.valid_to) for ref in dispatch.refs] == [("IC-1", NOW), ("IC-2", None)]
    assert kinds(dispatch) == ["DispatchConfirmed", Deed.DELIVERED, Deed.FOLLOW_UP]


def test_after_a_rejection_it_may_be_asked_for_again_under_a_new_number(
    a_dispatch: ADispatch, did: Did
) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.REJECTED, 3)
    assert dispatch.may_be_requested

    dispatch.request_again("REP-FTTH", NOW)
    dispatch.confirm(WorkOrder("IC-2", VisitState.SCHEDULED, 0), NOW)

    assert (dispatch.state, dispatch.number) == (DispatchState.CONFIRMED, "IC-2")


def test_getting_the_rejected_one_back_is_a_refusal(a_dispatch: ADispatch, did: Did) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.REJECTED, 3)
    dispatch.request_again("VIS-TEC", NOW)
    dispatch.pull_events()

    dispatch.confirm(WorkOrder("IC-1", VisitState.REJECTED, 3), NOW)

    assert dispatch.state is DispatchState.REFUSED
    (event,) = dispatch.pull_events()
    assert isinstance(event, DispatchRefused)


def test_a_deed_under_a_strange_number_after_a_rejection_is_for_a_person(
    a_dispatch: ADispatch, did: Did
) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.REJECTED, 3)
    assert did(dispatch, Deed.EN_ROUTE, 1, "IC-7") is Status.CONTRADICTORY


def test_what_was_done_before_the_visit_was_called_off_contradicts_nothing(
    a_dispatch: ADispatch, did: Did
) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.DELIVERED, 1)

    dispatch.called_off(WorkOrder("IC-1", VisitState.CANCELLED, 2), "cancelled", NOW)

    assert did(dispatch, Deed.EN_ROUTE, 2) is Status.SUPERSEDED
    assert did(dispatch, Deed.COMPLETED, 3) is Status.CONTRADICTORY


@pytest.mark.parametrize(
    ("ours", "theirs", "diverges"),
    [
        ("finished", VisitState.COMPLETED, False),
        ("cancelled", VisitState.COMPLETED, True),
        ("finished", VisitState.REJECTED, True),
    ],
)
def test_calling_off_what_has_ended_diverges_unless_both_say_done(
    ours: str, theirs: VisitState, diverges: bool, a_dispatch: ADispatch
) -> None:
    dispatch = a_dispatch()
    dispatch.called_off(WorkOrder("IC-1", theirs, 4), ours, NOW)
    assert dispatch.diverged is diverges


def test_a_slot_for_a_visit_that_has_ended_diverges(a_dispatch: ADispatch) -> None:
    dispatch = a_dispatch()

    dispatch.moved(WorkOrder("IC-1", VisitState.SCHEDULED, 4), "open", NOW)
    assert not dispatch.diverged
    dispatch.moved(WorkOrder("IC-1", VisitState.COMPLETED, 5), "open", NOW)

    (event,) = dispatch.pull_events()
    assert isinstance(event, DivergenceFound)
    assert (event.ours, event.theirs) == ("open", "completed")


def test_a_new_slot_settles_nothing_while_our_order_has_ended(
    a_dispatch: ADispatch, kinds: Kinds
) -> None:
    dispatch = a_dispatch()
    dispatch.diverge("finished", "on_site", "Two stories.", NOW)

    dispatch.moved(WorkOrder("IC-1", VisitState.SCHEDULED, 4), "finished", NOW)

    assert dispatch.diverged
    assert kinds(dispatch) == ["DivergenceFound"]
