"""What this service must be told beyond what every service must."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from chassis.settings import ServiceSettings


def _is_a_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("expected a time zone like America/Bogota") from error
    return name


class Settings(ServiceSettings):
    """`phone_countries`: whose way of writing phones is understood, comma separated, first
    match wins. `claim_seconds`: how long a contact stays with an operator who shows no sign of
    life; `transferred_claim_seconds`: the same for whoever was handed one, until their first.
    `time_zone` is the company's clock, by which it opens and closes."""

    channel_keys_file: Path
    phone_countries: str = "AR,CO"
    time_zone: Annotated[str, AfterValidator(_is_a_zone)] = "America/Argentina/Buenos_Aires"
    claim_seconds: int = Field(900, ge=10, le=24 * 3600)
    transferred_claim_seconds: int = Field(180, ge=10, le=24 * 3600)

    @property
    def zone(self) -> ZoneInfo:
        """The company's clock."""
        return ZoneInfo(self.time_zone)
