"""A dispatch without anything around it, and what is done to it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.events import TechnicianReported
from iclass_bridge.domain.requests import WorkOrder
from iclass_bridge.domain.technician import Deed, Status, TechnicianEvent, VisitState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def a_dispatch() -> Callable[..., Dispatch]:
    """One that Iclass has as IC-1, or under another number, or not yet."""

    def make(number: str | None = "IC-1") -> Dispatch:
        dispatch = Dispatch(uuid4(), 12, "VIS-TEC", NOW)
        if number is not None:
            dispatch.confirm(WorkOrder(number, VisitState.SCHEDULED, 0), NOW)
            dispatch.pull_events()
        return dispatch

    return make


@pytest.fixture
def did() -> Callable[..., Status]:
    """Has a technician do something; what became of the news."""

    def take(dispatch: Dispatch, deed: Deed, sequence: int, number: str = "IC-1") -> Status:
        event = TechnicianEvent(
            uuid4(), dispatch.order_id, number, deed, sequence, NOW, "Ramiro", "texto"
        )
        return dispatch.take(event, "open")

    return take


@pytest.fixture
def kinds() -> Callable[[Dispatch], list[str]]:
    """What was told since it was asked last: deeds, and the names of other events."""

    def pull(dispatch: Dispatch) -> list[str]:
        return [
            event.event.deed if isinstance(event, TechnicianReported) else type(event).__name__
            for event in dispatch.pull_events()
        ]

    return pull
