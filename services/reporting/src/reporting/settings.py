"""What `reporting` must be told, beyond what every service is told."""

from typing import Annotated

from pydantic import Field

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """See `ServiceSettings`."""

    overdue_hours: Annotated[int, Field(ge=1, le=24 * 365)] = 24
    """After so many hours a ticket that is not resolved is overdue."""
