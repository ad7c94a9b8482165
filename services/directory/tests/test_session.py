from typing import Any

import pytest
from joserfc.jwk import KeySet

from chassis.tokens import verify
from chassis_testing.harness import Harness, SigningKeys
from directory.domain.permissions import ALL

ADMIN = {"login": "admin", "password": "the first one 1234"}
Directory = Harness[Any]


async def test_who_proves_to_be_somebody_gets_a_token(
    directory: Directory, keys: SigningKeys
) -> None:
    answer = await directory.client.post("/api/v1/session", json=ADMIN | {"login": " Admin"})

    assert answer.status_code == 201
    session = answer.json()
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 15 * 60
    assert session["account"]["role"] == "administrator"
    account_id = session["account"]["account_id"]
    claims = verify(session["access_token"], KeySet([keys.private]))
    assert (str(claims.account_id), str(claims.session_id)) == (account_id, session["session_id"])


async def test_a_token_says_who_one_is_and_what_one_may(directory: Directory) -> None:
    session = (await directory.client.post("/api/v1/session", json=ADMIN)).json()
    headers = {"Authorization": f"Bearer {session['access_token']}"}

    answer = await directory.client.get("/api/v1/session", headers=headers)

    assert answer.status_code == 200
    assert answer.json() == session["account"]
    assert set(answer.json()["permissions"]) == ALL


async def test_without_a_token_one_is_nobody(directory: Directory) -> None:
    answer = await directory.client.get("/api/v1/session")

    assert (answer.status_code, answer.json()["code"]) == (401, "token-required")


@pytest.mark.parametrize(
    "proof",
    [
        {"login": "admin", "password": "the first one 1235"},
        {"login": "nobody", "password": "the first one 1234"},
        {"login": "' or 1=1 --", "password": "x"},
    ],
)
async def test_whatever_is_wrong_the_answer_is_one(
    directory: Directory, proof: dict[str, str]
) -> None:
    answer = await directory.client.post("/api/v1/session", json=proof)

    assert answer.status_code == 401
    assert answer.json()["code"] == "wrong-credentials"
    assert answer.json()["detail"] == "The login or the password is wrong."


async def test_an_account_that_is_switched_off_is_like_no_account(directory: Directory) -> None:
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql("update account set active = false")

    answer = await directory.client.post("/api/v1/session", json=ADMIN)

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"{}", 422, "wrong-fields"),
        (b'{"login": "a", "password": "b", "role": "administrator"}', 422, "wrong-fields"),
        (b'{"login": "a\\u0000", "password": "b"}', 422, "wrong-fields"),
        (b'{"login": "", "password": "b"}', 422, "wrong-fields"),
    ],
)
async def test_a_body_that_is_no_proof_is_refused(
    directory: Directory, body: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await directory.client.post("/api/v1/session", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
