"""What is shown of sessions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class SessionView:
    """An open session, as its owner recognises it. `used_at` is when it was last continued."""

    session_id: UUID
    opened_at: datetime
    used_at: datetime
    proved_at: datetime
    expires_at: datetime
    means: str
    address: str
    agent: str
