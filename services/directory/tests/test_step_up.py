"""Handing out rights needs a proof that is minutes old, not hours (security row 15)."""

from typing import Any
from uuid import UUID

import pytest

from chassis.tokens import issue
from chassis_testing.harness import Harness, SigningKeys

Directory = Harness[Any]
PASSWORD = "the first one 1234"
PROOF = "/api/v1/session/proof"
SOMEBODY = "/api/v1/accounts/0b0f8a52-6d7e-4d3c-9b1a-3f0c9f1d2e41"


async def old_proof(
    entering: Any, keys: SigningKeys, proved_at: int = 1
) -> tuple[dict[str, str], dict[str, Any]]:
    """A session whose last proof is long ago."""
    session = await entering.session()
    token = issue(
        keys.private,
        account_id=UUID(session["account"]["account_id"]),
        session_id=UUID(session["session_id"]),
        seconds=60,
        proved_at=proved_at,
    )
    return {"Authorization": f"Bearer {token}"}, session


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/accounts"),
        ("PATCH", SOMEBODY),
        ("POST", "/api/v1/accounts/import"),
        ("DELETE", f"{SOMEBODY}/second-factor"),
        ("POST", "/api/v1/api-keys"),
        ("POST", "/api/v1/session/second-factor"),
        ("DELETE", "/api/v1/session/second-factor"),
    ],
)
async def test_an_old_proof_is_not_enough(
    directory: Directory, entering: Any, keys: SigningKeys, method: str, path: str
) -> None:
    headers, _ = await old_proof(entering, keys)

    answer = await directory.client.request(method, path, headers=headers, json={})

    assert (answer.status_code, answer.json()["code"]) == (401, "step-up-required")
    assert answer.json()["within_seconds"] == 600


async def test_reading_and_ordinary_work_go_on(
    directory: Directory, entering: Any, keys: SigningKeys
) -> None:
    headers, _ = await old_proof(entering, keys)

    assert (await directory.client.get("/api/v1/accounts", headers=headers)).status_code == 200


async def test_a_new_proof_opens_it_again_and_lasts_beyond_the_token(
    directory: Directory, entering: Any, keys: SigningKeys, accounts: Any
) -> None:
    headers, session = await old_proof(entering, keys)

    wrong = await directory.client.post(PROOF, json={"password": "guess"}, headers=headers)
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-credentials")
    proved = await directory.client.post(PROOF, json={"password": PASSWORD}, headers=headers)
    assert proved.status_code == 200
    fresh = {"Authorization": f"Bearer {proved.json()['access_token']}"}
    assert (await accounts.register(fresh)).status_code == 201
    assert (await accounts.register(headers, login="other")).json()["code"] == "step-up-required"
    continued = (await entering.refresh(session["refresh_token"])).json()
    fresh = {"Authorization": f"Bearer {continued['access_token']}"}
    assert (await accounts.register(fresh, login="other")).status_code == 201


async def test_a_session_that_is_over_proves_nothing(
    directory: Directory, entering: Any, keys: SigningKeys
) -> None:
    headers, _ = await old_proof(entering, keys)
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql("update session set expires_at = now()")

    answer = await directory.client.post(PROOF, json={"password": PASSWORD}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")
