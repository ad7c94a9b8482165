"""Whether an ID token proves who somebody is: every part of it, and which part if not."""

import time
from typing import Any

from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from directory.domain.sign_on import Known, WrongIdToken

ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
LARGEST = 16_000
_LEEWAY = 60
_OLDEST = 600
_LONGEST_SUBJECT = 255


def key_id(token: str) -> str | None:
    """By which key it claims to be signed; WrongIdToken if it is no token of ours to read."""
    if len(token) > LARGEST:
        raise _wrong("size")
    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise _wrong("form") from error
    if header.get("alg") not in ALGORITHMS or header.keys() & {"jwk", "jku", "x5u", "crit", "b64"}:
        raise _wrong("algorithm")
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise _wrong("key")
    return kid


def verified(token: str, keys: KeySet, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """Its claims; WrongIdToken names the first that is wrong."""
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    except (UnsupportedAlgorithmError, InvalidKeyIdError) as error:
        raise _wrong("key") from error
    except BadSignatureError as error:
        raise _wrong("signature") from error
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _wrong("form") from error
    if claims.get("iss") != issuer:
        raise _wrong("issuer")
    _check_audience(claims, client_id)
    _check_times(claims)
    if claims.get("nonce") != nonce:
        raise _wrong("nonce")
    return claims


def person_of(claims: dict[str, Any], issuer: str, *, fresh: bool) -> Known:
    """Who it is. Where a fresh proof was asked for, the token must say that there was one."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise _wrong("subject")
    if not subject.isprintable():
        raise _wrong("subject")
    if fresh and not _is_recent(claims.get("auth_time")):
        raise _wrong("time of the proof")
    return Known(issuer, subject)


def _check_audience(claims: dict[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    if client_id not in several:
        raise _wrong("audience")
    authorized = claims.get("azp")
    if authorized != client_id and (authorized is not None or len(several) > 1):
        raise _wrong("audience")


def _check_times(claims: dict[str, Any]) -> None:
    try:
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY, exp={"essential": True}, iat={"essential": True}
        ).validate({name: claims[name] for name in ("exp", "iat", "nbf") if name in claims})
    except ExpiredTokenError as error:
        raise _wrong("expiry") from error
    except (JoseError, ValueError, TypeError) as error:
        raise _wrong("times") from error
    if not _is_recent(claims["iat"]):
        raise _wrong("times")


def _is_recent(moment: object) -> bool:
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        return False
    return abs(time.time() - moment) <= _OLDEST


def _wrong(what: str) -> WrongIdToken:
    return WrongIdToken(f"The provider's answer does not prove who you are: {what}.", why=what)
