"""What this service must be told."""

from pathlib import Path

from pydantic import Field

from chassis.settings import ServiceSettings


class Settings(ServiceSettings):
    """The common settings and its own. `default_country` is that of phones without a country."""

    signing_key_file: Path
    admin_password_file: Path
    admin_email: str = "admin@localhost.localdomain"
    token_seconds: int = Field(12 * 3600, ge=60, le=7 * 24 * 3600)
    default_country: str = Field("AR", pattern=r"^[A-Z]{2}$")
    default_language: str = Field("es", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
