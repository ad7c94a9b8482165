from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]


async def test_pages_show_every_account_once(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    lines = [accounts.ana | {"login": f"user{n}", "role": "employee"} for n in range(5)]
    await accounts.bring(headers, *lines)

    seen: list[str] = []
    after: str | None = None
    while True:
        params = {"limit": "2"} | ({"after": after} if after else {})
        page = (
            await directory.client.get("/api/v1/accounts", params=params, headers=headers)
        ).json()
        seen += [account["login"] for account in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert seen == ["admin", "user0", "user1", "user2", "user3", "user4"]


@pytest.mark.parametrize("after", ["nonsense", "WyJhXHUwMDAwIl0", "WzFd", "WyJhIiwiYiJd"])
async def test_a_made_up_cursor_is_refused(directory: Directory, after: str, accounts: Any) -> None:
    answer = await directory.client.get(
        "/api/v1/accounts", params={"after": after}, headers=await accounts.manager()
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor")


async def test_an_unknown_account_is_not_found(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    url = f"/api/v1/accounts/{uuid4()}"

    read = await directory.client.get(url, headers=headers)
    changed = await directory.client.patch(url, json={"name": "x"}, headers=headers)

    assert (read.status_code, changed.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/api/v1/accounts", "accounts.read"),
        ("GET", f"/api/v1/accounts/{UUID(int=7)}", "accounts.read"),
        ("POST", "/api/v1/accounts", "accounts.manage"),
        ("POST", "/api/v1/accounts/import", "accounts.manage"),
        ("PATCH", f"/api/v1/accounts/{UUID(int=7)}", "accounts.manage"),
    ],
)
async def test_accounts_are_for_those_who_may(
    directory: Directory, method: str, path: str, permission: str, accounts: Any
) -> None:
    nobody = await directory.client.request(method, path, json=accounts.ana)
    somebody = await directory.client.request(
        method, path, json=accounts.ana, headers=await directory.account("tickets.read")
    )

    assert nobody.status_code == 401
    assert (somebody.status_code, somebody.json()["permission"]) == (403, permission)
