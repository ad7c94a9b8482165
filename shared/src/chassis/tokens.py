"""Access tokens: short-lived, Ed25519; account, session and time of the last proof inside."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from chassis.errors import Unauthenticated

ISSUER = "tero"
ALGORITHM = "Ed25519"
TYPE = "at+jwt"
LONGEST_TOKEN = 2_000
LEEWAY_SECONDS = 30

# Nothing else is looked at, so nothing else may be there: no key of the token's own choice (jwk,
# jku, x5u, x5c), no promise (crit) that would have to be kept.
_HEADER = {"alg", "kid", "typ"}

_CLAIMS = jwt.JWTClaimsRegistry(
    leeway=LEEWAY_SECONDS,
    iss={"essential": True, "value": ISSUER},
    aud={"essential": True, "value": ISSUER},
    sub={"essential": True},
    sid={"essential": True},
    iat={"essential": True},
    exp={"essential": True},
)


@dataclass(frozen=True)
class Claims:
    """What a token says. Times are seconds since 1970.

    `proved_at` is when the person last proved who they are (password, second factor).
    """

    account_id: UUID
    session_id: UUID
    expires_at: int
    proved_at: int


def new_signing_key() -> OKPKey:
    """A key for tokens, made at random, with an id of its own."""
    return OKPKey.generate_key("Ed25519", {"use": "sig", "alg": ALGORITHM}, auto_kid=True)


def load_public_keys(path: Path) -> KeySet:
    """The keys tokens may be signed with; several during a rotation."""
    return KeySet.import_key_set(orjson.loads(path.read_bytes()))


def issue(
    key: OKPKey,
    *,
    account_id: UUID,
    session_id: UUID,
    seconds: int,
    proved_at: int | None = None,
) -> str:
    """A token for an account, signed; only `directory` has the key.

    Without `proved_at` it was proved right now.
    """
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": ISSUER,
        "sub": str(account_id),
        "sid": str(session_id),
        "iat": now,
        "exp": now + seconds,
        "auth_time": now if proved_at is None else proved_at,
    }
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": TYPE}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def verify(token: str, keys: KeySet) -> Claims:
    """What a token says; raises Unauthenticated with one sentence for all causes but expiry,
    which a client can do something about."""
    if len(token) > LONGEST_TOKEN:
        raise invalid()
    try:
        decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
        if set(decoded.header) != _HEADER or decoded.header["typ"] != TYPE:
            raise invalid()
        _CLAIMS.validate(decoded.claims)
        return _claims(decoded.claims)
    except JoseError as error:
        if error.error == "expired_token":
            raise expired() from error
        raise invalid() from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise invalid() from error


def invalid() -> Unauthenticated:
    """The one answer to whatever is wrong with a token."""
    return Unauthenticated("The token is not valid.", code="invalid-token")


def expired() -> Unauthenticated:
    """The answer to a token that was good."""
    return Unauthenticated("The token has expired.", code="expired-token")


def _claims(claims: dict[str, Any]) -> Claims:
    proved_at = claims.get("auth_time", 0)
    if type(proved_at) is not int:
        raise invalid()
    return Claims(
        account_id=UUID(_text(claims["sub"])),
        session_id=UUID(_text(claims["sid"])),
        expires_at=int(claims["exp"]),
        proved_at=proved_at,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise invalid()
    return value
