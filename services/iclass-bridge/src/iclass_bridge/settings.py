"""What `iclass-bridge` must be told beyond the common."""

from pathlib import Path

from pydantic import AnyHttpUrl, Field

from chassis.settings import ServiceSettings
from chassis.upkeep import INBOX_DAYS


class Settings(ServiceSettings):
    """The secrets are texts in files."""

    iclass_url: AnyHttpUrl
    """Where Iclass is asked."""
    iclass_api_key_file: Path
    """Holds the key by which Iclass knows us."""
    iclass_webhook_secret_file: Path
    """Holds the secrets with which Iclass signs, one a line: so they change without a gap."""
    # Longer than anything could be delivered again: by it a second delivery is known.
    technician_event_days: int = Field(180, ge=INBOX_DAYS)
    """For so many days the raw inbox keeps technicians' events that had their effect."""

    @property
    def iclass_api_key(self) -> str:
        """What Iclass knows us by."""
        return _lines(self.iclass_api_key_file)[0]

    @property
    def webhook_secrets(self) -> tuple[bytes, ...]:
        """What we know Iclass by."""
        return tuple(line.encode() for line in _lines(self.iclass_webhook_secret_file))


def _lines(file: Path) -> list[str]:
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    if not any(lines):
        raise ValueError(f"{file} is empty")
    return [line for line in lines if line]
