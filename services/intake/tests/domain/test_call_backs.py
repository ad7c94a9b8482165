"""When somebody is called back, and when nobody tries any more."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from intake.domain.call_backs import AttemptOutcome, CallBack, CallBackIsOver, due_after
from intake.domain.hours import Calendar, week_of
from intake.domain.queues import Queue

NOON = datetime(2026, 11, 23, 15, tzinfo=UTC)  # a Monday, twelve o'clock in Rosario
HOURS = Calendar(
    ZoneInfo("America/Argentina/Buenos_Aires"), week_of(["mon 08:00-12:30", "tue 08:00-12:30"]), {}
)
QUEUE = Queue("q", "Q", retry_minutes=60, call_back_attempts=2)


def call_back(**known: object) -> CallBack:
    fields = {"state": "open", "attempts": 0, "due_at": NOON, "city": None, **known}
    return CallBack(uuid4(), uuid4(), "q", **fields)  # type: ignore[arg-type]


def test_it_is_due_when_people_work() -> None:
    """C04."""
    assert due_after(NOON, timedelta(minutes=30), HOURS) == NOON + timedelta(minutes=30)
    assert due_after(NOON, timedelta(hours=1), HOURS) == NOON + timedelta(hours=20, minutes=30)
    assert due_after(NOON, timedelta(hours=1), None) == NOON + timedelta(hours=1)
    never = Calendar(HOURS.zone, {}, {})
    assert due_after(NOON, timedelta(hours=1), never) == NOON + timedelta(hours=1)


def test_who_does_not_answer_is_tried_again_as_often_as_the_queue_says() -> None:
    first = call_back().tried(AttemptOutcome.NO_ANSWER, NOON, QUEUE, HOURS)
    second = first.tried(AttemptOutcome.BUSY, NOON, QUEUE, HOURS)

    assert (first.state, first.due_at) == ("open", NOON + timedelta(hours=20, minutes=30))
    assert (second.state, second.attempts) == ("failed", 2)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(AttemptOutcome.REACHED, "done"), (AttemptOutcome.WRONG_NUMBER, "failed")],
)
def test_an_answer_ends_it(outcome: AttemptOutcome, state: str) -> None:
    assert call_back().tried(outcome, NOON, QUEUE, HOURS).state == state


@pytest.mark.parametrize("state", ["done", "failed", "cleared"])
def test_what_is_over_is_not_tried(state: str) -> None:
    with pytest.raises(CallBackIsOver):
        call_back(state=state).tried(AttemptOutcome.REACHED, NOON, QUEUE, HOURS)
