"""When people attend: weekly hours in the clock of a place, and the days that are different.

A span belongs to the day on which it begins: the night before a holiday is worked to its end, and
the night of the holiday is not begun.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chassis.errors import Invalid

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
# Whoever is closed for longer than this has not said when they open again.
_FARTHEST = timedelta(days=120)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Span:
    """From one time of the day to another; one that does not end later ends on the next day."""

    opens: time
    closes: time

    def on(self, day: date, zone: ZoneInfo) -> Stretch:
        """The span that begins on this day, in UTC. Of an hour the clock shows twice, all of it
        counts; one it never shows is the one after it."""
        ends = day if self.closes > self.opens else day + timedelta(days=1)
        start = datetime.combine(day, self.opens, zone)
        end = datetime.combine(ends, self.closes, zone)
        return (
            start.astimezone(UTC),
            max(end.astimezone(UTC), end.replace(fold=1).astimezone(UTC)),
        )


def span_of(text: str) -> Span:
    """`08:00-20:00`; raises Invalid. `24:00` is the midnight at the end."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise Invalid(f"{text} are no hours like 08:00-20:00.", code="wrong-hours")
    opens, minutes, closes, more = map(int, found.groups())
    if (closes, more) > (24, 0):
        raise Invalid(f"{text} are no hours like 08:00-20:00.", code="wrong-hours")
    return Span(time(opens, minutes), time(closes % 24, more))


def week_of(lines: Iterable[str]) -> dict[int, list[Span]]:
    """Spans by weekday, of lines like `mon 08:00-20:00`; raises Invalid."""
    week: dict[int, list[Span]] = {}
    for line in lines:
        day, _, hours = line.partition(" ")
        if day not in DAYS:
            raise Invalid(f"{line} names no day like mon.", code="wrong-hours")
        week.setdefault(DAYS.index(day), []).append(span_of(hours))
    return week


@dataclass(frozen=True)
class Calendar:
    """Weekly hours, and days with hours of their own (a holiday has none)."""

    zone: ZoneInfo
    week: Mapping[int, Sequence[Span]]
    days: Mapping[date, Sequence[Span]]

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at this moment."""
        start, _ = next(self._stretches(at), (None, None))
        return start is not None and start <= at

    def open_until(self, at: datetime) -> datetime | None:
        """When the stretch ends that is open at this moment; None if it is closed, or does not
        close."""
        until: datetime | None = None
        for start, end in self._stretches(at):
            if start > (until or at):
                break
            until = max(until or end, end)
        return until if until is not None and until - at < _FARTHEST else None

    def next_opening(self, at: datetime) -> datetime | None:
        """The first open moment, which may be this one; None if none is near."""
        start, _ = next(self._stretches(at), (None, None))
        return max(start, at) if start is not None else None

    def after(self, at: datetime, wait: timedelta) -> datetime | None:
        """The moment at which so much open time has passed; None if none is near."""
        counted = at
        for start, end in self._stretches(at):
            begun = max(start, counted)
            if wait <= end - begun:
                return begun + wait
            wait -= max(end - begun, timedelta())
            counted = max(counted, end)
        return None

    def _stretches(self, at: datetime) -> Iterator[Stretch]:
        """Open stretches that end after this moment by their beginnings; they may touch and
        overlap. A day is looked at only once it is asked for."""
        first = at.astimezone(self.zone).date() - timedelta(days=1)
        for day in range(_FARTHEST.days + 2):
            for start, end in self._of(first + timedelta(days=day)):
                if end > max(at, start):
                    yield start, end

    def _of(self, day: date) -> list[Stretch]:
        spans = self.days.get(day, self.week.get(day.weekday(), ()))
        return sorted(span.on(day, self.zone) for span in spans)
