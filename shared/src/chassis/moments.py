"""Moments that others tell us."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime


def _is_in_a_year(told: datetime) -> datetime:
    try:
        told.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("in UTC this is in no year from 1 to 9999") from error
    return told


StorableTime = Annotated[AwareDatetime, AfterValidator(_is_in_a_year)]
"""One that can be kept: near the ends of the calendar those of other zones cannot."""
