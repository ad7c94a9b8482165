"""Access tokens: short-lived, Ed25519, only an account id and a session id inside."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID

import orjson
from fastapi import Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from chassis.errors import Unauthenticated
from chassis.policies import Actor

ISSUER = "tero"
ALGORITHM = "Ed25519"
LONGEST_TOKEN = 2_000
LEEWAY_SECONDS = 30

_CLAIMS = jwt.JWTClaimsRegistry(
    leeway=LEEWAY_SECONDS,
    iss={"essential": True, "value": ISSUER},
    aud={"essential": True, "value": ISSUER},
    sub={"essential": True},
    sid={"essential": True},
    exp={"essential": True},
)

FindActor = Callable[[UUID], Awaitable[Actor | None]]


def load_public_keys(path: Path) -> KeySet:
    """The keys tokens may be signed with; several during a rotation."""
    return KeySet.import_key_set(orjson.loads(path.read_bytes()))


def issue(key: OKPKey, *, account_id: UUID, session_id: UUID, seconds: int) -> str:
    """A token for an account, signed; only `directory` has the key."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": ISSUER,
        "sub": str(account_id),
        "sid": str(session_id),
        "iat": now,
        "exp": now + seconds,
    }
    header = {"alg": ALGORITHM, "kid": key.kid, "typ": "at+jwt"}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def verify(token: str, keys: KeySet) -> UUID:
    """The account a token belongs to; raises Unauthenticated with one sentence for all causes
    but expiry, which a client can do something about."""
    if len(token) > LONGEST_TOKEN:
        raise Unauthenticated("The token is not valid.", code="invalid-token")
    try:
        decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
        if decoded.header.get("typ") != "at+jwt":
            raise Unauthenticated("The token is not valid.", code="invalid-token")
        _CLAIMS.validate(decoded.claims)
        return UUID(str(decoded.claims["sub"]))
    except JoseError as error:
        if error.error == "expired_token":
            raise Unauthenticated("The token has expired.", code="expired-token") from error
        raise Unauthenticated("The token is not valid.", code="invalid-token") from error
    except (ValueError, TypeError) as error:
        raise Unauthenticated("The token is not valid.", code="invalid-token") from error


class TokenAuthentication:
    """Bearer tokens, verified offline, and the account's present rights."""

    def __init__(self, keys: KeySet, find_actor: FindActor) -> None:
        self._keys = keys
        self._find_actor = find_actor

    async def __call__(self, request: Request) -> Actor:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("A bearer token is required.", code="token-required")
        actor = await self._find_actor(verify(token, self._keys))
        if actor is None:
            raise Unauthenticated("The token is not valid.", code="invalid-token")
        return actor
