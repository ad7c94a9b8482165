"""What this service must be told beyond what every service is."""

from pydantic import Field

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`contact_area` gets the tickets of contacts that somebody took."""

    contact_area: str = Field("support", min_length=1, max_length=60)
    auto_close_days: int = Field(15, ge=1, le=365)
    auto_closing_text: str = Field(
        "Dimos por resuelta su solicitud. Si el problema continúa, vuelva a comunicarse con "
        "nosotros.",
        min_length=1,
    )
