"""Whether somebody attends now, and when they do next (I05)."""

from dataclasses import dataclass
from datetime import datetime

from intake.application.desk_rules import Rules
from intake.domain.schedules import Place


@dataclass(frozen=True, slots=True)
class Attendance:
    """`open_until` only where it is open and ends; `next_opening` only where it is closed and an
    opening is near. `holiday` is what is different today."""

    open: bool
    open_until: datetime | None
    next_opening: datetime | None
    schedule: str | None
    time_zone: str
    holiday: str | None


async def attendance_of(place: Place, now: datetime, rules: Rules) -> Attendance:
    """Open for ever where nobody has set hours, or all of them."""
    hours = (await rules.now()).hours
    schedule, calendar = hours.schedule_for(place), hours.calendar_for(place)
    zone = calendar.zone if calendar else hours.zone
    holiday = hours.holiday_on(now.astimezone(zone).date(), place.city)
    is_open = calendar is None or calendar.is_open(now)
    return Attendance(
        open=is_open,
        open_until=calendar.open_until(now) if calendar else None,
        next_opening=calendar.next_opening(now) if calendar and not is_open else None,
        schedule=schedule.name if schedule else None,
        time_zone=zone.key,
        holiday=holiday.name if holiday else None,
    )
