"""What looks like a key and is none, and keys that outlive what their owners may."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness

Directory = Harness[Any]
Headers = dict[str, str]
KEYS = "/api/v1/api-keys"


async def reads(directory: Directory, authorization: str) -> tuple[int, str]:
    headers = {"Authorization": authorization}
    answer = await directory.client.get("/api/v1/accounts", headers=headers)
    return answer.status_code, answer.json().get("code", "")


@pytest_asyncio.fixture
async def owner(directory: Directory, accounts: Any) -> tuple[Headers, Headers, str]:
    """Who manages; headers of a supervisor who may make keys; that account's id."""
    headers = await accounts.manager()
    account = (await accounts.register(headers, role="supervisor")).json()
    account_id = account["account_id"]
    await accounts.allow(headers, account_id, granted=["api-keys.manage"])
    proof = {"login": "ana.gomez", "password": accounts.ana["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    return headers, {"Authorization": f"Bearer {token}"}, account_id


@pytest_asyncio.fixture
async def key(directory: Directory, owner: tuple[Headers, Headers, str]) -> str:
    """The text of a key of that supervisor."""
    ends = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    body = {"name": "BI", "permissions": ["accounts.read"], "expires_at": ends}
    answer = await directory.client.post(KEYS, json=body, headers=owner[1])
    assert answer.status_code == 201, answer.text
    return str(answer.json()["text"])


@pytest.mark.parametrize(
    "forge",
    [
        lambda key: key[:-1], lambda key: key + "A", lambda key: key[:-1] + "~",
        lambda key: key.upper(), lambda key: key.replace("tero_", "tero_ ", 1),
        lambda key: "tero_", lambda key: "tero__", lambda key: f"tero_{uuid4().hex}_" + "A" * 43,
        lambda key: key[:38] + "A" * 43, lambda key: f"tero_{uuid4().hex}_{key[38:]}",
        lambda key: key[:20], lambda key: key + "_" + key, lambda key: key.replace("_", "-"),
    ],
)  # fmt: skip
async def test_what_only_looks_like_a_key_opens_nothing(
    directory: Directory, key: str, forge: Any
) -> None:
    assert (await reads(directory, f"Bearer {key}"))[0] == 200

    status, code = await reads(directory, f"Bearer {forge(key)}")
    assert (status, code in {"invalid-api-key", "invalid-token"}) == (401, True)


async def test_a_key_is_no_cookie_and_no_password(directory: Directory, key: str) -> None:
    assert (await reads(directory, f"Basic {key}"))[0] == 401
    cookies = {"Cookie": f"__Host-tero-access={key}; __Host-access={key}"}
    assert (await directory.client.get("/api/v1/accounts", headers=cookies)).status_code == 401


@pytest.mark.parametrize("name", ["api_key", "API_KEY", "apikey", "api-key", "access_token"])
async def test_a_key_in_an_address_is_refused_however_good(
    directory: Directory, key: str, name: str
) -> None:
    for headers in ({}, {"Authorization": f"Bearer {key}"}):
        answer = await directory.client.get(f"/api/v1/accounts?{name}={key}", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "credential-in-address")
        assert key not in answer.text


async def test_one_that_has_expired_opens_nothing(directory: Directory, key: str) -> None:
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql("update kernel_api_key set expires_at = now()")

    assert await reads(directory, f"Bearer {key}") == (401, "invalid-api-key")


async def test_it_ends_with_its_owner(
    directory: Directory, key: str, owner: tuple[Headers, Headers, str]
) -> None:
    manager, _, account_id = owner
    path = f"/api/v1/accounts/{account_id}"
    await directory.client.patch(path, json={"active": False}, headers=manager)

    assert await reads(directory, f"Bearer {key}") == (401, "invalid-api-key")


async def test_it_never_does_what_its_owner_may_not_do_any_more(
    directory: Directory, accounts: Any, key: str, owner: tuple[Headers, Headers, str]
) -> None:
    manager, _, account_id = owner
    await accounts.allow(manager, account_id, refused=["accounts.read"])

    assert await reads(directory, f"Bearer {key}") == (403, "forbidden")


async def test_it_sees_no_further_than_its_owner(directory: Directory, key: str) -> None:
    who = await directory.client.get("/api/v1/session", headers={"Authorization": f"Bearer {key}"})

    assert (who.json()["areas"], who.json()["permissions"]) == (
        ["billing", "support"],
        ["accounts.read"],
    )
