"""Codes of six digits that change every half a minute (RFC 6238), and those for a lost phone."""

import hashlib
import hmac
import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
RECOVERY_CODES = 10

# A clock may be one step wrong either way.
_TOLERANCE = (0, -1, 1)
_ISSUER = "Tero"


def new_secret() -> bytes:
    """160 bits, as RFC 4226 recommends."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int) -> str:
    """The code of one time step."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_at(now: datetime) -> int:
    """The time step of a moment."""
    return int(now.timestamp()) // STEP_SECONDS


def matching_step(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is, if it is one of about now. All are compared, in full."""
    matching = [
        step_at(now) + shift
        for shift in _TOLERANCE
        if hmac.compare_digest(code_at(secret, step_at(now) + shift).encode(), code.encode())
    ]
    return matching[0] if matching else None


def address_of(secret: bytes, login: str) -> str:
    """What an authenticator app reads from a picture (`otpauth://`)."""
    label = quote(f"{_ISSUER}:{login}", safe="")
    return (
        f"otpauth://totp/{label}?secret={readable(secret)}&issuer={_ISSUER}"
        f"&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
    )


def readable(secret: bytes) -> str:
    """For those who type it in."""
    return b32encode(secret).decode().rstrip("=")


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 bits, each good once."""
    return [b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> bytes:
    """What is kept of one; capitals, blanks and dashes do not matter."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
