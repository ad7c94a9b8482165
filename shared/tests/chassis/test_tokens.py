"""Who is let in: a corpus of tokens that are wrong in one way each."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from chassis.tokens import ALGORITHM, issue
from chassis.transactions import Tx
from chassis_testing.harness import Harness, SigningKeys

Forge = Callable[[SigningKeys, str], str]
BODY = {"key": "a", "n": 1}


def claims(account_id: str, **changes: Any) -> dict[str, Any]:
    """Good claims, some of them changed, or left out where None."""
    now = int(time.time())
    good = {
        "iss": "tero", "aud": "tero", "sub": account_id, "sid": str(uuid4()),
        "iat": now, "exp": now + 300,
    }  # fmt: skip
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(keys: SigningKeys, payload: dict[str, Any], **header: Any) -> str:
    """Signed with the right key, whatever it says."""
    good = {"alg": ALGORITHM, "kid": "test", "typ": "at+jwt"}
    return jwt.encode({**good, **header}, payload, keys.private, algorithms=[ALGORITHM])


def stranger() -> OKPKey:
    """A key nobody trusts, under a name that is trusted."""
    return OKPKey.generate_key("Ed25519", parameters={"kid": "test"}, private=True)


def in_base64(content: bytes) -> str:
    """As tokens write it."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def unsigned(account_id: str) -> str:
    """`alg: none`."""
    parts = [{"alg": "none", "typ": "at+jwt"}, claims(account_id)]
    return ".".join([*(in_base64(json.dumps(part).encode()) for part in parts), ""])


def with_public_key_as_secret(keys: SigningKeys, account_id: str) -> str:
    """HMAC with the public key as the secret."""
    parts = [{"alg": "HS256", "kid": "test", "typ": "at+jwt"}, claims(account_id)]
    text = ".".join(in_base64(json.dumps(part).encode()) for part in parts)
    secret = keys.private.as_pem(private=False)
    return f"{text}.{in_base64(hmac.digest(secret, text.encode(), 'sha256'))}"


def altered(token: str) -> str:
    """Another account in the same envelope."""
    head, _, signature = token.split(".")
    return f"{head}.{in_base64(json.dumps(claims(str(uuid4()))).encode())}.{signature}"


FORGED: dict[str, Forge] = {
    "an unknown account": lambda k, _: signed(k, claims(str(uuid4()))),
    "a foreign key": lambda _, a: issue(
        stranger(),
        account_id=UUID(a),
        session_id=uuid4(),
        seconds=60,
    ),
    "no signature": lambda _, a: unsigned(a),
    "the public key as a secret": with_public_key_as_secret,
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
    "not a token": lambda _, __: "x.y.z",
    "empty parts": lambda _, __: "..",
    "very long": lambda _, __: "a" * 5000,
}


@pytest.mark.parametrize("case", FORGED)
async def test_a_forged_token_opens_nothing(
    probe: Harness[Tx], keys: SigningKeys, case: str
) -> None:
    account = await probe.account("probe.make")
    token = FORGED[case](keys, account["X-Account-Id"])
    headers = {"Authorization": f"Bearer {token}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-token")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_expired_token_says_so(probe: Harness[Tx], keys: SigningKeys) -> None:
    account = await probe.account("probe.make")
    token = signed(keys, claims(account["X-Account-Id"], exp=int(time.time()) - 60))
    headers = {"Authorization": f"Bearer {token}"}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "expired-token")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "token"])
async def test_without_a_token_nobody_is_let_in(probe: Harness[Tx], header: str) -> None:
    headers = {"Authorization": header} if header else {}
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "token-required")


async def test_a_permission_that_is_missing_is_named(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.look")
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    document = answer.json()
    assert (answer.status_code, document["permission"]) == (403, "probe.make")


async def test_an_account_that_was_switched_off_is_nobody(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.make")
    async with probe.service.engine.begin() as connection:
        await connection.exec_driver_sql("update kernel_account set active = false")
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)

    assert answer.status_code == 401
