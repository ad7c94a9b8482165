"""Which hours hold for a city, an area and a channel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from intake.domain.hours import Calendar, Span, span_of, week_of
from intake.domain.wording import folded
from intake.domain.words import Channel


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly hours of some cities, areas and channels; none of a kind means all of them.

    `weekly` has lines like `mon 08:00-20:00`; without a `time_zone` they are by the company's
    clock.
    """

    code: str
    name: str
    weekly: tuple[str, ...]
    cities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    time_zone: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is not like its weekday in some cities (none: all). `hours` has lines like
    `09:00-13:00`; none means closed."""

    code: str
    day: date
    name: str
    cities: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how somebody wants to be attended; None is not known."""

    city: str | None = None
    area: str | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """All schedules and holidays, and the company's clock. Calendars are made once for each
    schedule and city with days of its own."""

    schedules: Sequence[Schedule]
    holidays: Sequence[Holiday]
    zone: ZoneInfo
    _calendars: dict[tuple[str, str | None], Calendar] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def schedule_for(self, place: Place) -> Schedule | None:
        """The one that says most about this place; None where nobody has set hours: always
        open."""
        fitting = [
            (matches, each.code, each)
            for each in self.schedules
            if (matches := _matches(each, place)) is not None
        ]
        return max(fitting, key=lambda found: (found[0], found[1]))[2] if fitting else None

    def calendar_for(self, place: Place) -> Calendar | None:
        """The hours of a place; None means always."""
        schedule = self.schedule_for(place)
        if schedule is None:
            return None
        city = self._with_days(place.city)
        known = self._calendars.get((schedule.code, city))
        if known is None:
            zone = ZoneInfo(schedule.time_zone) if schedule.time_zone else self.zone
            known = Calendar(zone, week_of(schedule.weekly), self._days(city))
            self._calendars[schedule.code, city] = known
        return known

    def holiday_on(self, day: date, city: str | None) -> Holiday | None:
        """What is different on this day there; a city's own day before everybody's."""
        found = [each for each in self.holidays if each.day == day and _is_among(city, each.cities)]
        return max(found, key=lambda each: (bool(each.cities), each.code), default=None)

    def _with_days(self, city: str | None) -> str | None:
        """The city if holidays name it; the others have the same days, whatever they are called."""
        name = folded(city) if city is not None else None
        named = {folded(each) for holiday in self.holidays for each in holiday.cities}
        return name if name in named else None

    def _days(self, city: str | None) -> dict[date, list[Span]]:
        days = {each.day for each in self.holidays}
        found = ((day, self.holiday_on(day, city)) for day in days)
        return {day: [span_of(line) for line in each.hours] for day, each in found if each}


def _matches(schedule: Schedule, place: Place) -> tuple[bool, bool, bool] | None:
    """What it says of its own about the place: city before area before channel. None: it is about
    other places."""
    wanted = (place.city, schedule.cities), (place.area, schedule.areas)
    kinds = {place.channel, place.channel.kind} if place.channel else set[str]()
    if schedule.channels and kinds.isdisjoint(schedule.channels):
        return None
    if not all(_is_among(each, names) for each, names in wanted):
        return None
    return bool(schedule.cities), bool(schedule.areas), bool(schedule.channels)


def _is_among(name: str | None, names: Iterable[str]) -> bool:
    known = [folded(each) for each in names]
    return not known or (name is not None and folded(name) in known)
