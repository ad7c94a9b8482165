"""Which days a report is about."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from chassis.errors import Invalid
from reporting.periods import Period, period_of

ZONE = ZoneInfo("America/Argentina/Buenos_Aires")
TODAY = date(2026, 2, 14)


def period(
    first: date | None = None, last: date | None = None, *, historic: bool = False
) -> Period:
    """As asked for on Saint Valentine's day."""
    return period_of(first, last, historic=historic, today=TODAY, zone=ZONE)


def test_the_current_month_is_what_is_meant_by_nothing() -> None:
    """E102."""
    month = period()

    assert (month.label, month.first, month.last) == (
        "Mes actual",
        date(2026, 2, 1),
        date(2026, 2, 28),
    )


def test_december_ends_with_the_year() -> None:
    month = period_of(None, None, historic=False, today=date(2026, 12, 31), zone=ZONE)

    assert (month.first, month.last) == (date(2026, 12, 1), date(2026, 12, 31))


def test_all_time_is_called_historic() -> None:
    """E101."""
    ever = period(historic=True)

    assert (ever.label, ever.first, ever.last) == ("Histórico", None, None)
    assert ever.start < datetime.now(UTC) < ever.end


def test_both_days_are_inside_and_counted_by_the_companys_clock() -> None:
    """E100."""
    day = period(date(2026, 2, 3), date(2026, 2, 3))

    assert day.start == datetime(2026, 2, 3, 3, tzinfo=UTC)
    assert day.end == datetime(2026, 2, 4, 3, tzinfo=UTC)


def test_one_side_may_be_open() -> None:
    assert period(date(2026, 2, 3)).label == "Desde 2026-02-03"
    assert period(last=date(2026, 2, 3)).label == "Hasta 2026-02-03"
    assert period(date(2026, 2, 3), date(2026, 3, 1)).label == "2026-02-03 a 2026-03-01"


@pytest.mark.parametrize(
    ("first", "last", "historic", "code"),
    [
        (date(2026, 2, 3), date(2026, 2, 2), False, "wrong-period"),
        (date(1, 1, 1), None, False, "wrong-period"),
        (None, date(9999, 12, 31), False, "wrong-period"),
        (date(2026, 2, 3), None, True, "historic-has-no-bounds"),
    ],
)
def test_impossible_periods_are_refused(
    first: date | None, last: date | None, historic: bool, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        period(first, last, historic=historic)

    assert refusal.value.code == code
