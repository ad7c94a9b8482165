"""Tokens that are wrong in one way each, as whoever wants to get in would make them (API2)."""

import base64
import hmac
import json
import secrets
import time
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID, uuid4

from joserfc.jwk import OKPKey

from chassis.tokens import ALGORITHM, issue
from chassis_testing.harness import SigningKeys

Forge = Callable[[SigningKeys, str], str]


def claims(account_id: str, **changes: Any) -> dict[str, Any]:
    """Good claims, some of them changed, or left out where None."""
    now = int(time.time())
    good = {
        "iss": "tero", "aud": "tero", "sub": account_id, "sid": str(uuid4()),
        "iat": now, "exp": now + 300, "auth_time": now,
    }  # fmt: skip
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(keys: SigningKeys, payload: dict[str, Any], **header: Any) -> str:
    """Signed with the right key, whatever it says."""
    return _signed(keys.private, json.dumps(payload), header)


def _signed(key: OKPKey, payload: str, header: dict[str, Any]) -> str:
    good: dict[str, Any] = {"alg": ALGORITHM, "kid": "test", "typ": "at+jwt"}
    head = {name: value for name, value in {**good, **header}.items() if value is not None}
    text = f"{in_base64(json.dumps(head).encode())}.{in_base64(payload.encode())}"
    sign = cast(Any, key.get_op_key("sign")).sign
    return f"{text}.{in_base64(sign(text.encode()))}"


def signed_text(keys: SigningKeys, payload: str) -> str:
    """Any text, signed with the right key."""
    return _signed(keys.private, payload, {})


def with_another_header(token: str) -> str:
    """The same body and signature below a header that says something else."""
    _, body, signature = token.split(".")
    header = json.dumps({"typ": "at+jwt", "alg": ALGORITHM, "kid": "test"}).encode()
    return f"{in_base64(header)}.{body}.{signature}"


def stranger() -> OKPKey:
    """A key nobody trusts, under a name that is trusted."""
    return OKPKey.generate_key("Ed25519", parameters={"kid": "test"}, private=True)


def in_base64(content: bytes) -> str:
    """As tokens write it."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def altered(token: str) -> str:
    """Another account in the same envelope."""
    head, _, signature = token.split(".")
    return f"{head}.{in_base64(json.dumps(claims(str(uuid4()))).encode())}.{signature}"


def unsigned(account_id: str, algorithm: str = "none") -> str:
    """`alg: none`, in the ways it is written."""
    parts = [{"alg": algorithm, "kid": "test", "typ": "at+jwt"}, claims(account_id)]
    return ".".join([*(in_base64(json.dumps(part).encode()) for part in parts), ""])


def with_secret(account_id: str, secret: bytes, algorithm: str = "HS256") -> str:
    """HMAC with something that is not secret."""
    parts = [{"alg": algorithm, "kid": "test", "typ": "at+jwt"}, claims(account_id)]
    text = ".".join(in_base64(json.dumps(part).encode()) for part in parts)
    digest = hmac.digest(secret, text.encode(), f"sha{algorithm[2:]}")
    return f"{text}.{in_base64(digest)}"


def by_a_stranger(account_id: str, **header: Any) -> str:
    """Signed with a key of the forger's own, which the header praises."""
    return _signed(stranger(), json.dumps(claims(account_id)), header)


def public_jwk() -> dict[str, Any]:
    """A stranger's public key, as a header would carry it."""
    return dict(stranger().as_dict(private=False))


FORGED: dict[str, Forge] = {
    "an unknown account": lambda k, _: signed(k, claims(str(uuid4()))),
    "a foreign key": lambda _, a: issue(
        stranger(),
        account_id=UUID(a),
        session_id=uuid4(),
        seconds=60,
    ),
    "no signature": lambda _, a: unsigned(a),
    "no signature, in capitals": lambda _, a: unsigned(a, "NONE"),
    "no algorithm at all": lambda _, a: unsigned(a, ""),
    "the public key as a secret": lambda k, a: with_secret(a, k.private.as_pem(private=False)),
    "the public key's bytes as a secret": lambda k, a: with_secret(
        a, k.private.as_bytes(encoding="DER", private=False)
    ),
    "the public key's JSON as a secret": lambda k, a: with_secret(
        a, json.dumps(k.private.as_dict(private=False)).encode(), "HS512"
    ),
    "an empty secret": lambda _, a: with_secret(a, b""),
    "another algorithm's name": lambda k, a: signed(k, claims(a), alg="EdDSA"),
    "a key of its own": lambda _, a: by_a_stranger(a, jwk=public_jwk()),
    "a key of its own, by a good one": lambda k, a: signed(k, claims(a), jwk=public_jwk()),
    "keys at an address": lambda _, a: by_a_stranger(a, jku="https://keys.example/jwks.json"),
    "a certificate at an address": lambda _, a: by_a_stranger(a, x5u="https://keys.example/c.pem"),
    "a certificate of its own": lambda _, a: by_a_stranger(a, x5c=["MIIB"]),
    "a promise nobody knows": lambda k, a: signed(k, claims(a), crit=["lunch"], lunch=True),
    "a body that is not in base64": lambda k, a: signed(k, claims(a), crit=["b64"], b64=False),
    "a key id that is a path": lambda _, a: by_a_stranger(a, kid="../../../dev/null"),
    "a key id that is a query": lambda _, a: by_a_stranger(a, kid="x' union select 'y' --"),
    "a key id that is a number": lambda _, a: by_a_stranger(a, kid=0),
    "a key id that is a list": lambda _, a: by_a_stranger(a, kid=["test"]),
    "no key id": lambda _, a: by_a_stranger(a, kid=None),
    "no kind of token": lambda k, a: signed(k, claims(a), typ=""),
    "an invitation": lambda k, a: signed(k, claims(a), typ="invite+jwt"),
    "something like a refresh token": lambda _, __: secrets.token_urlsafe(32),
    "a list of audiences without ours": lambda k, a: signed(k, claims(a, aud=["a", "b"])),
    "a session that is no id": lambda k, a: signed(k, claims(a, sid="mine")),
    "a session that is a list": lambda k, a: signed(k, claims(a, sid=[str(uuid4())])),
    "a subject that is a list": lambda k, a: signed(k, claims(a, sub=[a])),
    "a subject with blanks": lambda k, a: signed(k, claims(f" {a}\x00")),
    "an expiry in words": lambda k, a: signed(k, claims(a, exp="tomorrow")),
    "an expiry without end": lambda k, a: signed(k, claims(a, exp=float("inf"))),
    "a proof in words": lambda k, a: signed(k, claims(a, auth_time="just now")),
    "no time of issue": lambda k, a: signed(k, claims(a, iat=None)),
    "issued tomorrow": lambda k, a: signed(k, claims(a, iat=int(time.time()) + 86_400)),
    "an altered body": lambda k, a: altered(signed(k, claims(a))),
    "a cut signature": lambda k, a: signed(k, claims(a))[:-8],
    "another issuer": lambda k, a: signed(k, claims(a, iss="someone")),
    "another audience": lambda k, a: signed(k, claims(a, aud="someone")),
    "no audience": lambda k, a: signed(k, claims(a, aud=None)),
    "no expiry": lambda k, a: signed(k, claims(a, exp=None)),
    "no session": lambda k, a: signed(k, claims(a, sid=None)),
    "no subject": lambda k, a: signed(k, claims(a, sub=None)),
    "a subject that is no id": lambda k, _: signed(k, claims("admin")),
    "another kind of token": lambda k, a: signed(k, claims(a), typ="JWT"),
    "an unknown key id": lambda k, a: signed(k, claims(a), kid="other"),
    "from the future": lambda k, a: signed(k, claims(a, nbf=int(time.time()) + 3600)),
    "signed over another header": lambda k, a: with_another_header(signed(k, claims(a))),
    "a signature of zeros": lambda k, a: signed(k, claims(a)).rsplit(".", 1)[0] + "." + "A" * 86,
    "a signature of nothing": lambda k, a: signed(k, claims(a)).rsplit(".", 1)[0] + ".",
    "a part too many": lambda k, a: signed(k, claims(a)) + ".e30",
    "a part too few": lambda k, a: signed(k, claims(a)).rsplit(".", 1)[0],
    "half of it": lambda k, a: signed(k, claims(a))[:120],
    "the parts of a sealed one": lambda _, __: "e30.e30.e30.e30.e30",
    "a body that is a list": lambda k, _: signed_text(k, "[]"),
    "a body that is no JSON": lambda k, _: signed_text(k, "hello"),
    "a body as deep as a well": lambda k, _: signed_text(k, "[" * 700),
    "not a token": lambda _, __: "x.y.z",
    "empty parts": lambda _, __: "..",
    "very long": lambda _, __: "a" * 5000,
}
