"""Links in letters by which a customer answers a survey without an account."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.errors import NotFound

LIFE = timedelta(days=30)
_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class SurveyLink:
    """What opens one survey until then. The token goes into the letter; its digest is kept."""

    token: str = field(repr=False)
    until: datetime

    @property
    def digest(self) -> bytes:
        """All that is kept of the token."""
        return digest_of(self.token)


def new_link(at: datetime) -> SurveyLink:
    """One that nobody can guess: 256 random bits."""
    return SurveyLink(secrets.token_urlsafe(_BYTES), at + LIFE)


def digest_of(token: str) -> bytes:
    """Of a token somebody brought; raises NotFound if none of ours looks like this."""
    if not _TOKEN.fullmatch(token):
        raise no_such_link()
    return hashlib.sha256(token.encode()).digest()


def no_such_link() -> NotFound:
    """One answer for a link that never was, is too old, or whose survey is withdrawn."""
    return NotFound("This link leads to no survey, or not any more.", code="survey-not-found")
