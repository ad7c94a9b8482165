"""What this service must be told beyond what every service must."""

from pathlib import Path

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """`phone_countries`: whose way of writing phones is understood, comma separated, first
    match wins."""

    channel_keys_file: Path
    phone_countries: str = "AR,CO"
