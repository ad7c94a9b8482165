"""What `orders` must be told: nothing beyond the common."""

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """See `ServiceSettings`."""
