"""Which hours hold where."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from intake.domain.schedules import Holiday, Hours, Place, Schedule
from intake.domain.words import Channel

ZONE = ZoneInfo("America/Argentina/Buenos_Aires")
ALL = Schedule("all", "Todos", ("mon 08:00-20:00",))
CHATS = Schedule("chats", "Chats", ("mon 08:00-22:00",), channels=("chat",))
ROSARIO = Schedule("rosario", "Rosario", ("mon 09:00-18:00",), cities=("Rosario",))
SALES = Schedule("sales", "Ventas", ("mon 10:00-18:00",), areas=("sales",))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(), "all"),
        (Place(city="Bogotá", channel=Channel.CALL), "all"),
        (Place(city="Bogotá", channel=Channel.CHAT), "chats"),
        (Place(city="ROSARIO", channel=Channel.CHAT), "rosario"),
        (Place(area="sales", channel=Channel.CHAT), "sales"),
    ],
)
def test_the_schedule_that_says_most_about_a_place_holds(place: Place, code: str) -> None:
    found = Hours([ALL, CHATS, ROSARIO, SALES], [], ZONE).schedule_for(place)

    assert found is not None
    assert found.code == code


def test_without_a_schedule_there_is_nothing_to_be_closed_by() -> None:
    hours = Hours([ROSARIO], [], ZONE)

    assert hours.calendar_for(Place(city="Funes")) is None
    assert hours.calendar_for(Place()) is None


def test_a_schedule_may_go_by_a_clock_of_its_own() -> None:
    bogota = Schedule("bogota", "Bogotá", ("mon 08:00-20:00",), time_zone="America/Bogota")
    calendar = Hours([bogota], [], ZONE).calendar_for(Place())

    assert calendar is not None
    assert calendar.zone.key == "America/Bogota"


def test_a_citys_own_day_counts_before_everybodys() -> None:
    day = date(2026, 10, 7)
    everywhere = Holiday("a", day, "Feriado")
    own = Holiday("b", day, "Día de Rosario", cities=("Rosario",), hours=("09:00-12:00",))
    hours = Hours([ALL], [everywhere, own], ZONE)

    assert hours.holiday_on(day, "rosario") == own
    assert hours.holiday_on(day, "Funes") == everywhere
    assert hours.holiday_on(date(2026, 10, 8), "Funes") is None


def test_a_calendar_is_made_once_for_all_cities_with_the_same_days() -> None:
    own = Holiday("b", date(2026, 10, 7), "Día de Rosario", cities=("Rosario",))
    hours = Hours([ALL], [own], ZONE)

    funes, rosario = hours.calendar_for(Place("Funes")), hours.calendar_for(Place("ROSARIO"))

    assert hours.calendar_for(Place("Roldán")) is hours.calendar_for(Place()) is funes
    assert hours.calendar_for(Place("rosario")) is rosario
    assert (funes is not None, rosario is not None) == (True, True)
    assert rosario is not funes
