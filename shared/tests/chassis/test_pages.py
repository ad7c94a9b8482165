"""Cursors are opaque, survive a round trip, and refuse what is none."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Invalid
from chassis.pages import cursor_for, moment, page_of, position_of, small_number


@given(st.integers(-(2**53), 2**53), st.text(max_size=50))
def test_a_cursor_brings_back_the_row_it_was_made_of(number: int, text: str) -> None:
    assert position_of(cursor_for([number, text]), int, str) == (number, text)


@pytest.mark.parametrize("text", ["", "e30", "W10", "WzFd", "%%%", "W251bGwsIG51bGxd"])
def test_these_are_no_cursors(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        position_of(text, int, UUID)
    assert refusal.value.code == "wrong-cursor"


@pytest.mark.parametrize("number", [1 << 63, str(-(1 << 63) - 1), "9" * 30, 1e300])
def test_a_number_that_no_row_can_have_is_no_place(number: object) -> None:
    """The driver would refuse it as a parameter."""
    with pytest.raises(Invalid) as refusal:
        position_of(cursor_for([number]), int)
    assert refusal.value.code == "wrong-cursor"


def test_small_numbers_are_those_of_an_integer_column() -> None:
    assert position_of(cursor_for([(1 << 31) - 1]), small_number) == ((1 << 31) - 1,)
    assert position_of(cursor_for([-1 << 31]), small_number) == (-1 << 31,)
    for number in (1 << 31, (-1 << 31) - 1):
        with pytest.raises(Invalid):
            position_of(cursor_for([number]), small_number)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_in_a_cursor_comes_back_as_it_was(time: datetime) -> None:
    assert position_of(cursor_for([time]), moment) == (time,)
    assert position_of(cursor_for([time.isoformat()]), moment) == (time,)


@pytest.mark.parametrize(
    "time",
    ["2026-11-23T12:00:00", "2026-11-23T09:00:00-03:00", "0001-01-01T00:00:00+14:00", "now", 1],
)
def test_a_time_that_was_not_written_by_us_is_no_place(time: object) -> None:
    with pytest.raises(Invalid):
        position_of(cursor_for([time]), moment)


def test_the_row_too_many_only_says_that_there_is_more() -> None:
    identity = uuid4()
    page = page_of([1, 2, 3], 2, lambda n: [n, identity])
    assert page.items == [1, 2]
    assert position_of(page.next, int, UUID) == (2, identity)
    assert page_of([1, 2], 2, lambda n: [n]).next is None
