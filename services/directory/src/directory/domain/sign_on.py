"""Signing in at an OpenID provider: what one attempt consists of, and what keeps it one's own.

One secret, known to the browser alone, is behind all that an attempt needs: the nonce that must
stand in the provider's answer, and the verifier without which its code is worth nothing. So what is
kept here of an attempt helps nobody who reads it.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from chassis.errors import Forbidden, NotFound, Unauthenticated

Purpose = Literal["enter", "link", "prove", "invitation"]

LIFE = timedelta(minutes=10)
LONGEST = 100
_BYTES = 32
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SignOnOff(NotFound):
    """This installation has no provider."""

    code = "single-sign-on-off"


class SignOnExpired(Unauthenticated):
    """Begun in another browser, more than ten minutes ago, or finished already."""

    code = "sign-on-expired"


class SignOnRefused(Unauthenticated):
    """The provider let nobody in; `reason` is its own word for why."""

    code = "sign-on-refused"


class WrongIdToken(Unauthenticated):
    """What the provider answered proves nothing here; `why` says which part of it."""

    code = "wrong-id-token"


class NotLinked(Unauthenticated):
    """The provider knows this person, and no account is theirs. It says nothing of e-mails: an
    address is no proof of whose an account is."""

    code = "not-linked"


class SomebodyElses(Forbidden):
    """Who signed in at the provider is not who asked for it here."""

    code = "linked-to-another-account"


@dataclass(frozen=True)
class Known:
    """Somebody, as a provider knows them: the pair never becomes another person."""

    issuer: str
    subject: str


@dataclass(frozen=True)
class Attempt:
    """One way to the provider and back. `account_id` and `session_id` are of who asked to link or
    to prove; `link_hash` is of an invitation; `known` once the provider has answered and only a
    second factor is missing."""

    purpose: Purpose
    expires_at: datetime
    account_id: UUID | None = None
    session_id: UUID | None = None
    link_hash: bytes | None = None
    known: Known | None = None


@dataclass(frozen=True)
class Client:
    """What the provider knows this installation by. `page` is where it sends people back to: from
    the settings, never from a request."""

    issuer: str
    client_id: str
    client_secret: str | None = field(repr=False)
    page: str
    name: str


def is_safe(address: str) -> bool:
    """Whether secrets may go there: encrypted, or on this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def new_secret() -> str:
    """256 random bits, as a text for cookies and addresses."""
    return secrets.token_urlsafe(_BYTES)


def digest(text: str) -> bytes:
    """All that is kept of a secret."""
    return hashlib.sha256(text.encode()).digest()


def nonce_of(secret: str) -> str:
    """What binds the provider's answer to this attempt."""
    return _derived(secret, b"nonce")


def verifier_of(secret: str) -> str:
    """What binds the provider's code to this attempt (RFC 7636)."""
    return _derived(secret, b"verifier")


def challenge_of(verifier: str) -> str:
    """What the provider is told of the verifier beforehand."""
    return _text(hashlib.sha256(verifier.encode()).digest())


def _derived(secret: str, use: bytes) -> str:
    return _text(hmac.digest(secret.encode(), use, "sha256"))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
