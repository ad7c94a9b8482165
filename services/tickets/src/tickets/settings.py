"""What this service must be told beyond what every service is."""

from pydantic import Field

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """See `ServiceSettings`."""

    contact_area: str = Field("support", min_length=1, max_length=60)
    """The code of the area that gets the tickets of contacts."""
    auto_close_days: int = Field(15, ge=1, le=365)
    """A ticket that has been finished for so many days closes by itself."""
    auto_closing_text: str = Field(
        "Dimos por resuelta su solicitud. Si el problema continúa, vuelva a comunicarse con "
        "nosotros.",
        min_length=1,
    )
    """The closing text of a ticket that closes by itself: customers read it."""
