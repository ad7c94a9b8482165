"""How an API key is written, `tero_<id>_<secret>`, and what is kept of it."""

import hashlib
import hmac
import re
import secrets
from uuid import UUID

PREFIX = "tero_"
_BYTES = 32
_KEY = re.compile(r"tero_([0-9a-f]{32})_([A-Za-z0-9_-]{43})")


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(_BYTES)


def written(key_id: UUID, secret: str) -> str:
    """The key as its holder keeps it; what stands before the secret is no secret."""
    return f"{PREFIX}{key_id.hex}_{secret}"


def read(text: str) -> tuple[UUID, bytes] | None:
    """The id in a key and the digest of its secret; None if this is no key."""
    found = _KEY.fullmatch(text)
    return (UUID(hex=found[1]), digest(found[2])) if found else None


def digest(secret: str) -> bytes:
    """Random secrets need no slow digest: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).digest()


def fits(given: bytes, kept: bytes) -> bool:
    """Whether two digests are the same, in a time that tells nothing."""
    return hmac.compare_digest(given, kept)
