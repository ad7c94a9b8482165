"""Facts of a call merge to the same, in whatever order and number they come."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.facts import Facts, merge

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

TIMES = st.none() | st.integers(0, 5).map(lambda minutes: NOON + timedelta(minutes=minutes))
TEXTS = st.none() | st.sampled_from(["a", "b", "30111222", "123"])
ANY_FACTS = st.builds(
    Facts,
    started_at=TIMES,
    answered_at=TIMES,
    answered_by=TEXTS,
    hung_up_at=TIMES,
    cause=TEXTS,
    phone=TEXTS,
    national_id=TEXTS,
    name=TEXTS,
    city=TEXTS,
)


@settings(deadline=None)
@given(ANY_FACTS, ANY_FACTS)
def test_which_report_came_first_does_not_matter(a: Facts, b: Facts) -> None:
    assert merge(a, b) == merge(b, a)


@settings(deadline=None)
@given(ANY_FACTS, ANY_FACTS, ANY_FACTS)
def test_how_reports_are_grouped_does_not_matter(a: Facts, b: Facts, c: Facts) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@settings(deadline=None)
@given(st.lists(ANY_FACTS, min_size=1, max_size=4))
def test_hearing_everything_again_changes_nothing(reports: list[Facts]) -> None:
    known = reduce(merge, reports)

    assert reduce(merge, reports, known) == known


def test_a_valid_national_id_wins_over_a_mistyped_one() -> None:
    mistyped, right = Facts(national_id="123"), Facts(national_id="30111222")

    assert merge(mistyped, right).national_id == merge(right, mistyped).national_id == "30111222"


def test_the_cause_belongs_to_the_first_hang_up() -> None:
    first = Facts(hung_up_at=NOON, cause="cancel")
    later = Facts(hung_up_at=NOON + timedelta(seconds=1), cause="aaa")

    assert merge(later, first).cause == "cancel"


@pytest.mark.parametrize(
    ("cause", "unanswered", "answered"),
    [
        (None, False, True),
        ("normalClearing", False, True),
        ("NORMAL_CLEARING", False, True),
        ("NETWORK_OUT_OF_ORDER", False, True),
        ("cancel", False, False),
        ("noAnswer", False, False),
        ("busy", False, False),
        ("congestion", False, False),
        ("notFound", False, False),
        ("ORIGINATOR_CANCEL", False, False),
        ("NORMAL_CIRCUIT_CONGESTION", False, False),
        ("NO_ROUTE_DESTINATION", False, False),
        ("forwarded", True, True),
        ("REDIRECTION_TO_NEW_DESTINATION", True, True),
        ("BLIND_TRANSFER", True, True),
        ("LOSE_RACE", True, True),
    ],
)
def test_the_cause_says_whether_anybody_attended_it(
    cause: str | None, *, unanswered: bool, answered: bool
) -> None:
    """C04, X16: whoever was passed on has somebody else to speak with."""
    ended = Facts(hung_up_at=NOON, cause=cause)

    assert ended.was_attended is unanswered
    assert ended._replace(answered_at=NOON).was_attended is answered
