"""The life of one dispatch, without anything around it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.events import (
    DispatchConfirmed,
)
from iclass_bridge.domain.presence import DispatchState
from iclass_bridge.domain.requests import WorkOrder
from iclass_bridge.domain.technician import Deed, Status, VisitState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

ADispatch = Callable[..., Dispatch]
Did = Callable[..., Status]
Kinds = Callable[[Dispatch], list[str]]


def test_an_answer_confirms_once(a_dispatch: ADispatch) -> None:
    dispatch = a_dispatch(None)

    for _ in range(2):
        dispatch.confirm(WorkOrder("IC-1", VisitState.SCHEDULED, 0), NOW)

    assert dispatch.state is DispatchState.CONFIRMED
    assert dispatch.pull_events() == [DispatchConfirmed("IC-1", NOW)]


def test_deeds_in_order_are_all_told(a_dispatch: ADispatch, did: Did, kinds: Kinds) -> None:
    dispatch = a_dispatch()
    deeds = [Deed.DELIVERED, Deed.EN_ROUTE, Deed.FOLLOW_UP, Deed.ON_SITE, Deed.COMPLETED]

    statuses = [did(dispatch, deed, number) for number, deed in enumerate(deeds, start=1)]

    assert statuses == [Status.APPLIED] * 5
    assert kinds(dispatch) == deeds
    assert (dispatch.visit, dispatch.last_sequence) == (VisitState.COMPLETED, 5)


def test_the_newest_deed_wins_and_words_always_count(
    a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    dispatch = a_dispatch()

    statuses = [
        did(dispatch, Deed.EN_ROUTE, 3),
        did(dispatch, Deed.DELIVERED, 1),
        did(dispatch, Deed.FOLLOW_UP, 2),
    ]

    assert statuses == [Status.APPLIED, Status.SUPERSEDED, Status.APPLIED]
    assert kinds(dispatch) == [Deed.EN_ROUTE, Deed.FOLLOW_UP]
    assert dispatch.visit is VisitState.EN_ROUTE


def test_a_follow_up_does_not_make_an_older_deed_late(a_dispatch: ADispatch, did: Did) -> None:
    dispatch = a_dispatch()

    assert did(dispatch, Deed.FOLLOW_UP, 5) is Status.APPLIED
    assert did(dispatch, Deed.EN_ROUTE, 4) is Status.APPLIED


@pytest.mark.parametrize("sequences", [(4, 5), (5, 4)], ids=["in order", "out of order"])
def test_a_second_end_of_another_kind_is_a_divergence(
    sequences: tuple[int, int], a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    dispatch = a_dispatch()
    first, second = sequences

    assert did(dispatch, Deed.COMPLETED, first) is Status.APPLIED
    assert did(dispatch, Deed.REJECTED, second) is Status.CONTRADICTORY

    assert kinds(dispatch) == [Deed.COMPLETED, "DivergenceFound"]
    assert dispatch.diverged
    assert dispatch.visit is VisitState.COMPLETED


def test_the_same_end_again_and_older_deeds_after_it_are_only_recorded(
    a_dispatch: ADispatch, did: Did, kinds: Kinds
) -> None:
    """A58"""
    dispatch = a_dispatch()
    did(dispatch, Deed.COMPLETED, 4)
    dispatch.pull_events()

    assert did(dispatch, Deed.COMPLETED, 5) is Status.SUPERSEDED
    assert did(dispatch, Deed.ON_SITE, 3) is Status.SUPERSEDED
    assert did(dispatch, Deed.ON_SITE, 6) is Status.CONTRADICTORY
    assert kinds(dispatch) == ["DivergenceFound"]


def test_an_end_that_comes_after_newer_deeds_is_for_a_person(
    a_dispatch: ADispatch, did: Did
) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.ON_SITE, 5)

    assert did(dispatch, Deed.COMPLETED, 4) is Status.CONTRADICTORY


def test_words_count_after_the_end_too(a_dispatch: ADispatch, did: Did) -> None:
    dispatch = a_dispatch()
    did(dispatch, Deed.COMPLETED, 4)
    assert did(dispatch, Deed.FOLLOW_UP, 5) is Status.APPLIED
