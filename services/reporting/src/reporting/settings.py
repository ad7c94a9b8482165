"""What `reporting` must be told, beyond what every service is told."""

from functools import cached_property
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from chassis.settings import ServiceSettings


def _is_a_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("expected a time zone like America/Bogota") from error
    return name


class Settings(ServiceSettings):
    """`time_zone` is where the company's days begin and end; an unresolved ticket is overdue
    after `overdue_hours`."""

    time_zone: Annotated[str, AfterValidator(_is_a_zone)] = "America/Argentina/Buenos_Aires"
    overdue_hours: Annotated[int, Field(ge=1, le=24 * 365)] = 24

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.time_zone)
