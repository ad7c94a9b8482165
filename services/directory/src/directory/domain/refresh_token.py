"""What continues a session: used once, it makes its successor.

The successor follows from the token and a salt that is only kept here. So the same token sent again
at once (two tabs, an answer that was lost) can be given the same successor, without any token being
kept in clear and without the session ever having two living tokens.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

_BYTES = 32
LONGEST = 200

Verdict = Literal["rotate", "repeat", "reused"]


@dataclass(frozen=True)
class KeptToken:
    """What is known of a refresh token. `successor_used` where the next one has been used."""

    session_id: UUID
    used_at: datetime | None
    salt: bytes | None
    successor_used: bool

    def judged(self, now: datetime, grace: timedelta) -> Verdict:
        """What becomes of a session whose token is shown now."""
        if self.used_at is None:
            return "rotate"
        in_time = now - self.used_at <= grace
        return "repeat" if in_time and self.salt and not self.successor_used else "reused"


def new_token() -> str:
    """256 bits nobody can guess."""
    return secrets.token_urlsafe(_BYTES)


def new_salt() -> bytes:
    """What makes one successor out of a token."""
    return secrets.token_bytes(_BYTES)


def successor(token: str, salt: bytes) -> str:
    """The token that follows; nobody knows it without both."""
    digest = hmac.digest(salt, token.encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def digest_of(token: str) -> bytes:
    """What is kept of it. Plain SHA-256 is enough for what cannot be guessed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
