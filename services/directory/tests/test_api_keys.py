"""Keys by which other systems enter: told once, for some time, for some things."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from directory.domain.permissions import DEFAULTS
from directory.domain.roles import Role

Directory = Harness[Any]
Headers = dict[str, str]
KEYS = "/api/v1/api-keys"


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def body(**changes: Any) -> dict[str, Any]:
    known = {"name": "ERP", "permissions": ["accounts.read"], "expires_at": in_days(30)}
    return known | changes


def bearer(text: str) -> Headers:
    return {"Authorization": f"Bearer {text}"}


async def make(directory: Directory, headers: Headers, **changes: Any) -> dict[str, Any]:
    answer = await directory.client.post(KEYS, json=body(**changes), headers=headers)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def reads(directory: Directory, text: str) -> tuple[int, str]:
    answer = await directory.client.get("/api/v1/accounts", headers=bearer(text))
    return answer.status_code, answer.json().get("code", "")


@pytest_asyncio.fixture
async def admin(directory: Directory) -> Headers:
    """Headers of the first administrator, who logs in."""
    proof = {"login": "admin", "password": "the first one 1234"}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    return bearer(token)


async def test_a_key_opens_what_it_was_made_for_and_nothing_else(
    directory: Directory, admin: Headers
) -> None:
    made = await make(directory, admin)

    assert await reads(directory, made["text"]) == (200, "")
    refused = await directory.client.get("/api/v1/customers", headers=bearer(made["text"]))
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    who = await directory.client.get("/api/v1/session", headers=bearer(made["text"]))
    assert (who.json()["role"], who.json()["permissions"][0]) == ("api-key", "accounts.read")


async def test_its_secret_is_shown_once_and_kept_by_nobody(
    directory: Directory, admin: Headers
) -> None:
    made = await make(directory, admin)
    prefix, key_id, secret = made["text"].split("_", 2)

    assert (prefix, UUID(key_id)) == ("tero", UUID(made["key"]["id"]))
    assert made["key"]["prefix"] == f"tero_{key_id}"
    for table in ("api_key", "kernel_api_key", "kernel_outbox", "kernel_idempotency"):
        rows = await directory.rows(f"select to_jsonb(t)::text as whole from {table} t")  # noqa: S608
        assert all(secret not in row["whole"] for row in rows)
    [row] = await directory.rows("select secret_hash from kernel_api_key")
    assert row["secret_hash"] == hashlib.sha256(secret.encode()).digest()
    listed = await directory.client.get(KEYS, headers=admin)
    assert secret not in listed.text


async def test_it_is_told_to_every_service(directory: Directory, admin: Headers) -> None:
    made = await make(directory, admin, areas=["billing"])

    event = (await directory.emitted())[-1]
    assert (event.type, event.sequence) == ("directory.api-key-changed.v1", 1)
    assert event.key == made["key"]["id"]
    assert (event.data["scopes"], event.data["areas"]) == (["accounts.read"], ["billing"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"permissions": ["accounts.fly"]}, "unknown-permission"),
        ({"permissions": ["api-keys.manage"]}, "permission-not-for-keys"),
        ({"permissions": ["accounts.manage"]}, "permission-not-for-keys"),
        ({"permissions": []}, "wrong-fields"),
        ({"areas": ["moon"]}, "unknown-area"),
        ({"expires_at": in_days(-1)}, "wrong-expiry"),
        ({"expires_at": in_days(367)}, "wrong-expiry"),
        ({"expires_at": None}, "wrong-fields"),
        ({"expires_at": "2027-01-01T00:00:00"}, "wrong-fields"),
        ({"secret": "mine"}, "wrong-fields"),
    ],
)
async def test_what_is_no_key_is_refused(
    directory: Directory, admin: Headers, changes: dict[str, Any], code: str
) -> None:
    answer = await directory.client.post(KEYS, json=body(**changes), headers=admin)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_nobody_makes_a_key_for_more_than_they_may(
    directory: Directory, accounts: Any
) -> None:
    own = DEFAULTS[Role.SUPERVISOR] | {"api-keys.manage"}
    headers = await directory.account(*own, role="supervisor", areas=["billing"])

    wanted = body(permissions=["kernel.repair"])
    answer = await directory.client.post(KEYS, json=wanted, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "more-than-own")

    elsewhere = body(areas=["support"])
    answer = await directory.client.post(KEYS, json=elsewhere, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign-area")


async def test_a_key_makes_no_keys_and_no_administrators(
    directory: Directory, admin: Headers, accounts: Any
) -> None:
    made = await make(directory, admin)

    for path, content in ((KEYS, body()), ("/api/v1/accounts", accounts.ana)):
        answer = await directory.client.post(path, json=content, headers=bearer(made["text"]))
        assert answer.status_code == 403


async def test_a_rotated_key_goes_on_for_a_while_beside_the_new_one(
    directory: Directory, admin: Headers
) -> None:
    old = await make(directory, admin)
    path = f"{KEYS}/{old['key']['id']}/rotate"

    answer = await directory.client.post(
        path, json={"expires_at": in_days(90), "overlap_hours": 2}, headers=admin
    )

    new = answer.json()
    assert (answer.status_code, new["key"]["replaces"]) == (201, old["key"]["id"])
    assert new["key"]["permissions"] == ["accounts.read"]
    for text in (old["text"], new["text"]):
        assert await reads(directory, text) == (200, "")
    listed = (await directory.client.get(KEYS, headers=admin)).json()["items"]
    ends = datetime.fromisoformat(listed[1]["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=1) < ends <= timedelta(hours=2)


async def test_without_overlap_the_old_one_ends_at_once(
    directory: Directory, admin: Headers
) -> None:
    old = await make(directory, admin)
    path = f"{KEYS}/{old['key']['id']}/rotate"
    wanted = {"expires_at": in_days(1), "overlap_hours": 0}

    new = (await directory.client.post(path, json=wanted, headers=admin)).json()

    assert await reads(directory, old["text"]) == (401, "invalid-api-key")
    assert await reads(directory, new["text"]) == (200, "")
    again = await directory.client.post(path, json=wanted, headers=admin)
    assert (again.status_code, again.json()["code"]) == (409, "key-is-over")


async def test_a_revoked_key_opens_nothing_and_that_is_told(
    directory: Directory, admin: Headers
) -> None:
    made = await make(directory, admin)
    path = f"{KEYS}/{made['key']['id']}/revoke"

    for _ in range(2):
        answer = await directory.client.post(path, headers=admin)
        assert answer.status_code == 200
        assert answer.json()["revoked_at"] is not None

    assert await reads(directory, made["text"]) == (401, "invalid-api-key")
    told = [event for event in await directory.emitted() if event.key == made["key"]["id"]]
    assert [(event.sequence, event.data["active"]) for event in told] == [(1, True), (2, False)]


async def test_a_list_of_keys_has_pages(directory: Directory, admin: Headers) -> None:
    made = [(await make(directory, admin))["key"]["id"] for _ in range(3)]

    first = (await directory.client.get(f"{KEYS}?limit=2", headers=admin)).json()
    rest = await directory.client.get(f"{KEYS}?limit=2&after={first['next']}", headers=admin)

    found = [each["id"] for each in (*first["items"], *rest.json()["items"])]
    assert found == made[::-1]
