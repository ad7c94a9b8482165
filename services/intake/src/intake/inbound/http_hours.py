"""Business hours: whether somebody attends now, and the schedules and holidays behind it (I05)."""

from dataclasses import replace
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from chassis.kept import change
from chassis.preconditions import IfMatch, version_of
from intake.application.desk_settings import remove
from intake.application.hours_of_place import Attendance, attendance_of
from intake.domain.hours import span_of, week_of
from intake.domain.schedules import Holiday, Place, Schedule
from intake.domain.words import Channel
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.settings_bodies import Channels, Code, KnownCode, Label, Manager, Words, once

router = APIRouter(prefix="/api/v1/contacts", tags=["desk settings"])

ScheduleShown = RootModel[Schedule]
HolidayShown = RootModel[Holiday]
Name = Annotated[str | None, Query(max_length=200)]


def _is_a_zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("expected a time zone like America/Bogota") from error


class ScheduleBody(BaseModel):
    """Weekly hours; a span that does not end later than it begins ends on the next day."""

    model_config = ConfigDict(extra="forbid")

    name: Label
    weekly: Words = Field(examples=[["mon 08:00-20:00", "sat 09:00-13:00"]])
    cities: Words = []
    areas: Words = []
    channels: Channels = []
    time_zone: Annotated[Label | None, AfterValidator(_is_a_zone)] = None

    def meant(self, code: str) -> Schedule:
        """The first version of it; raises Invalid."""
        week_of(self.weekly)
        return Schedule(
            code,
            self.name,
            once(self.weekly),
            cities=once(self.cities),
            areas=once(self.areas),
            channels=once(self.channels),
            time_zone=self.time_zone,
        )


class NewSchedule(ScheduleBody):
    """One that does not exist yet."""

    code: Code


class HolidayBody(BaseModel):
    """A day with hours of its own; none means closed."""

    model_config = ConfigDict(extra="forbid")

    day: date
    name: Label
    cities: Words = []
    hours: Words = Field([], examples=[["09:00-13:00"]])

    def meant(self, code: str) -> Holiday:
        """The first version of it; raises Invalid."""
        for line in self.hours:
            span_of(line)
        return Holiday(code, self.day, self.name, once(self.cities), once(self.hours))


class NewHoliday(HolidayBody):
    """One that does not exist yet."""

    code: Code


class Schedules(BaseModel):
    """All of them, in the order of their codes."""

    schedules: list[Schedule]
    holidays: list[Holiday]


@router.get("/hours")
async def show_hours(
    _: Reader, begin: Begin, city: Name = None, area: Name = None, channel: Channel | None = None
) -> Attendance:
    """Whether it is open now, until when, and when it opens next."""
    async with begin() as tx:
        return await attendance_of(Place(city, area, channel), now(), tx.rules)


@router.get("/schedules")
async def list_schedules(_: Reader, begin: Begin) -> Schedules:
    """Weekly hours and holidays as they are set."""
    async with begin() as tx:
        return Schedules(
            schedules=await tx.settings.schedules.all(), holidays=await tx.settings.holidays.all()
        )


@router.post("/schedules", status_code=201, response_model=ScheduleShown)
async def create_schedule(body: NewSchedule, _: Manager, edge: Edge) -> Response:
    """New weekly hours. Of several schedules the one that names the city counts before one that
    names the area, and that before one that names the channel."""

    async def work(tx: EdgeTransaction) -> RootModel[Schedule]:
        await tx.settings.schedules.add(body.meant(body.code))
        return ScheduleShown(body.meant(body.code))

    return await edge.answer(201, work)


@router.put("/schedules/{code}")
async def change_schedule(
    code: KnownCode, body: ScheduleBody, if_match: IfMatch, _: Manager, begin: Begin
) -> Schedule:
    """Other hours from now on; 412 (`out-of-date`) if somebody else changed them."""
    after = body.meant(code)
    async with begin() as tx:
        return await change(
            tx.settings.schedules,
            code,
            version_of(if_match),
            lambda before: replace(after, version=before.version),
        )


@router.delete("/schedules/{code}", status_code=204)
async def remove_schedule(code: KnownCode, if_match: IfMatch, _: Manager, begin: Begin) -> None:
    """These hours hold no more."""
    async with begin() as tx:
        await remove(tx.settings.schedules, code, version_of(if_match))


@router.post("/holidays", status_code=201, response_model=HolidayShown)
async def create_holiday(body: NewHoliday, _: Manager, edge: Edge) -> Response:
    """A day that is not like its weekday."""

    async def work(tx: EdgeTransaction) -> RootModel[Holiday]:
        await tx.settings.holidays.add(body.meant(body.code))
        return HolidayShown(body.meant(body.code))

    return await edge.answer(201, work)


@router.put("/holidays/{code}")
async def change_holiday(
    code: KnownCode, body: HolidayBody, if_match: IfMatch, _: Manager, begin: Begin
) -> Holiday:
    """The day is another, or has other hours."""
    after = body.meant(code)
    async with begin() as tx:
        return await change(
            tx.settings.holidays,
            code,
            version_of(if_match),
            lambda before: replace(after, version=before.version),
        )


@router.delete("/holidays/{code}", status_code=204)
async def remove_holiday(code: KnownCode, if_match: IfMatch, _: Manager, begin: Begin) -> None:
    """The day is like its weekday after all."""
    async with begin() as tx:
        await remove(tx.settings.holidays, code, version_of(if_match))
