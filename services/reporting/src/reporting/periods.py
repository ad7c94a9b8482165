"""Which rows a report is about: whole days, as the company's clock counts them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chassis.errors import Invalid

CURRENT_MONTH = "Mes actual"
HISTORIC = "Histórico"

_DAWN = datetime(1970, 1, 1, tzinfo=UTC)
_DUSK = datetime(9000, 1, 1, tzinfo=UTC)
_EARLIEST = date(1970, 1, 2)
_LATEST = date(8999, 12, 30)


@dataclass(frozen=True)
class Period:
    """`first` and `last` are days, both inside; what is missing is open. `start` is the first
    moment inside and `end` the first one after."""

    label: str
    first: date | None
    last: date | None
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Question:
    """The period asked for, the moment of asking, and since when a ticket would be overdue."""

    period: Period
    as_of: datetime
    overdue_before: datetime


def period_of(
    first: date | None, last: date | None, *, historic: bool, today: date, zone: ZoneInfo
) -> Period:
    """The period somebody asks for; the current month if they ask for none (E102)."""
    if historic:
        if first or last:
            raise Invalid("All time has no first or last day.", code="historic-has-no-bounds")
        return _between(None, None, HISTORIC, zone)
    if first is None and last is None:
        start = today.replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return _between(start, end, CURRENT_MONTH, zone)
    if any(day is not None and not _EARLIEST <= day <= _LATEST for day in (first, last)):
        raise Invalid("No calendar of ours has this day.", code="wrong-period")
    if first and last and last < first:
        raise Invalid("The period ends before it begins.", code="wrong-period")
    return _between(first, last, _label(first, last), zone)


def _between(first: date | None, last: date | None, label: str, zone: ZoneInfo) -> Period:
    return Period(
        label=label,
        first=first,
        last=last,
        start=datetime.combine(first, time(), zone) if first else _DAWN,
        end=datetime.combine(last + timedelta(days=1), time(), zone) if last else _DUSK,
    )


def _label(first: date | None, last: date | None) -> str:
    if first is None:
        return f"Hasta {last}"
    return f"Desde {first}" if last is None else f"{first} a {last}"
