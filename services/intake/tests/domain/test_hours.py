"""When people attend, by the clocks of different places."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chassis.errors import Invalid
from intake.domain.hours import Calendar, Span, span_of, week_of

ROSARIO = ZoneInfo("America/Argentina/Buenos_Aires")  # three hours behind, all year
NEW_YORK = ZoneInfo("America/New_York")  # four hours behind in summer, five in winter
WEEKDAYS = [f"{day} 08:00-12:00" for day in ("mon", "tue", "wed", "thu", "fri")]


def calendar(*lines: str, zone: ZoneInfo = ROSARIO, **days: list[str]) -> Calendar:
    different = {
        date.fromisoformat(day[1:].replace("_", "-")): [span_of(each) for each in hours]
        for day, hours in days.items()
    }
    return Calendar(zone, week_of(lines), different)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until", "opening"),
    [
        ("2026-11-23T10:59:59", None, "2026-11-23T11:00:00"),
        ("2026-11-23T11:00:00", "2026-11-23T15:00:00", "2026-11-23T11:00:00"),
        ("2026-11-23T14:59:59", "2026-11-23T15:00:00", "2026-11-23T14:59:59"),
        ("2026-11-23T15:00:00", None, "2026-11-24T11:00:00"),
        ("2026-11-27T15:00:00", None, "2026-11-30T11:00:00"),
    ],
)
def test_open_is_from_the_first_minute_to_before_the_last(
    now: str, until: str | None, opening: str
) -> None:
    """I05."""
    hours = calendar(*WEEKDAYS)

    assert hours.open_until(at(now)) == (at(until) if until else None)
    assert hours.next_opening(at(now)) == at(opening)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    nights = calendar("fri 22:00-06:00", _2026_11_28=[])

    assert nights.open_until(at("2026-11-28T05:00:00")) == at("2026-11-28T09:00:00")
    assert calendar("fri 22:00-06:00", _2026_11_27=[]).open_until(at("2026-11-28T05:00:00")) is None


def test_days_without_a_break_are_one_stretch() -> None:
    always = calendar("sat 00:00-24:00", "sun 00:00-24:00", "mon 00:00-08:00")

    assert always.open_until(at("2026-11-28T12:00:00")) == at("2026-11-30T11:00:00")


def test_spans_of_a_day_may_overlap() -> None:
    hours = calendar("mon 08:00-12:00", "mon 11:00-13:00", "mon 15:00-16:00")

    assert hours.open_until(at("2026-11-23T11:00:00")) == at("2026-11-23T16:00:00")
    assert hours.next_opening(at("2026-11-23T16:00:00")) == at("2026-11-23T18:00:00")


def test_a_holiday_is_closed_or_has_hours_of_its_own() -> None:
    hours = calendar(*WEEKDAYS, _2026_12_25=[], _2026_12_24=["09:00-10:00"])

    assert hours.open_until(at("2026-12-24T11:30:00")) is None
    assert hours.open_until(at("2026-12-24T12:30:00")) == at("2026-12-24T13:00:00")
    assert hours.next_opening(at("2026-12-24T13:00:00")) == at("2026-12-28T11:00:00")


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        ("2026-03-07", "13:00", "17:00"),  # winter
        ("2026-03-08", "12:00", "16:00"),  # the night lost an hour
        ("2026-11-01", "13:00", "17:00"),  # the night had one twice
    ],
)
def test_the_hours_follow_the_clock_of_the_place(day: str, opens: str, closes: str) -> None:
    hours = calendar("sat 08:00-12:00", "sun 08:00-12:00", zone=NEW_YORK)

    opening = hours.next_opening(at(f"{day}T10:00:00"))
    assert opening == at(f"{day}T{opens}:00")
    assert hours.open_until(opening) == at(f"{day}T{closes}:00")


def test_an_hour_that_never_comes_is_the_one_after_it_and_one_that_comes_twice_counts_twice() -> (
    None
):
    missing = calendar("sun 02:30-04:00", zone=NEW_YORK)
    doubled = calendar("sun 00:30-01:30", zone=NEW_YORK)

    assert missing.next_opening(at("2026-03-08T05:00:00")) == at("2026-03-08T07:30:00")
    assert doubled.open_until(at("2026-11-01T05:00:00")) == at("2026-11-01T06:30:00")


def test_waiting_counts_open_time_alone() -> None:
    """C04: a call-back is due when people work."""
    hours, half = calendar(*WEEKDAYS), timedelta(minutes=30)

    assert hours.after(at("2026-11-23T12:00:00"), half) == at("2026-11-23T12:30:00")
    assert hours.after(at("2026-11-23T14:50:00"), half) == at("2026-11-24T11:20:00")
    assert hours.after(at("2026-11-27T20:00:00"), half) == at("2026-11-30T11:30:00")
    assert hours.after(at("2026-11-23T11:00:00"), timedelta(hours=9)) == at("2026-11-25T12:00:00")


def test_who_never_opens_never_opens() -> None:
    closed = calendar()

    assert closed.open_until(at("2026-11-23T12:00:00")) is None
    assert closed.next_opening(at("2026-11-23T12:00:00")) is None
    assert closed.after(at("2026-11-23T12:00:00"), timedelta(minutes=1)) is None


def test_who_is_always_open_does_not_close_and_waiting_looks_no_farther_than_it_must() -> None:
    """C04."""
    days: list[date] = []

    class Week(dict[int, list[Span]]):
        def get(self, key: int, default: object = None) -> list[Span]:
            days.append(date.min)
            return [span_of("00:00-24:00")]

    always, noon = Calendar(ROSARIO, Week(), {}), at("2026-11-23T15:00:00")

    assert always.after(noon, timedelta(minutes=30)) == at("2026-11-23T15:30:00")
    assert len(days) == 2
    assert always.is_open(noon)
    assert always.open_until(noon) is None
    assert always.next_opening(noon) == noon


def test_what_overlaps_is_waited_for_once() -> None:
    hours = calendar("mon 08:00-12:00", "mon 09:00-10:00", "mon 11:00-13:00")

    start = at("2026-11-23T11:00:00")
    assert hours.after(start, timedelta(hours=5)) == start + timedelta(hours=5)
    assert hours.after(start, timedelta(hours=6)) == start + timedelta(days=7, hours=1)


@pytest.mark.parametrize("line", ["mon", "mon 8:00-12:00", "lun 08:00-12:00", "mon 08:00-24:30"])
def test_what_are_no_hours_is_refused(line: str) -> None:
    with pytest.raises(Invalid):
        week_of([line])
