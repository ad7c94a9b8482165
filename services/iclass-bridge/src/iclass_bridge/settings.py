"""What `iclass-bridge` must be told beyond the common."""

from pathlib import Path

from pydantic import AnyHttpUrl, Field

from chassis.settings import ServiceSettings
from chassis.upkeep import INBOX_DAYS


class Settings(ServiceSettings):
    """The secrets are texts in files. Of webhook secrets there may be several, one a line, so that
    they can be changed without a gap. `technician_event_days` is how long the raw inbox keeps what
    has had its effect: longer than anything could be delivered again, since it is by the raw inbox
    that a second delivery is known."""

    iclass_url: AnyHttpUrl
    iclass_api_key_file: Path
    iclass_webhook_secret_file: Path
    technician_event_days: int = Field(180, ge=INBOX_DAYS)

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
