"""Links by which somebody sets a password: of one use, and of a short life."""

import hashlib
import re
import secrets
from datetime import timedelta
from enum import StrEnum

from chassis.errors import Invalid

_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class Purpose(StrEnum):
    """Why somebody gets a link."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a word, no password


LIFE = {
    Purpose.INVITATION: timedelta(hours=24),
    Purpose.PASSWORD_RESET: timedelta(minutes=60),
}


class WrongLink(Invalid):
    """One answer for a link that never was, was used, or is too old."""

    code = "wrong-link"


def new_token() -> str:
    """What stands in a link: 256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def token_digest(token: str) -> bytes:
    """All that is kept of a token; WrongLink if no token of ours looks like this."""
    if not _TOKEN.fullmatch(token):
        raise wrong_link()
    return hashlib.sha256(token.encode()).digest()


def wrong_link() -> WrongLink:
    """The refusal, always in the same words."""
    return WrongLink("This link cannot be used, or not any more. Ask for another one.")
