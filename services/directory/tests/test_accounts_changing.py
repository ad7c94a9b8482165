import asyncio
from typing import Any

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]


async def test_a_change_is_known_here_at_once_and_told_with_its_version(
    directory: Directory, accounts: Any
) -> None:
    """B16: what somebody may do changes while they are at work."""
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()
    proof = {"login": "ana.gomez", "password": accounts.ana["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    url = f"/api/v1/accounts/{account['account_id']}"

    changed = await directory.client.patch(url, json={"role": "technician"}, headers=headers)

    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    me = await directory.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert "contacts.take" not in me.json()["permissions"]
    versions = [event.sequence for event in await accounts.events_of(account["account_id"])]
    assert versions == [1, 2]


async def test_who_is_switched_off_is_out_at_once(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()
    proof = {"login": "ana.gomez", "password": accounts.ana["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]

    url = f"/api/v1/accounts/{account['account_id']}"
    await directory.client.patch(url, json={"active": False}, headers=headers)

    me = await directory.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert (me.status_code, me.json()["code"]) == (401, "invalid-token")


async def test_a_change_to_what_is_already_so_tells_nobody(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()

    url = f"/api/v1/accounts/{account['account_id']}"
    answer = await directory.client.patch(url, json={"name": accounts.ana["name"]}, headers=headers)

    assert answer.json()["version"] == 1
    assert len(await accounts.events_of(account["account_id"])) == 1


@pytest.mark.parametrize(
    "body", [{"name": None}, {"login": "other"}, {"password": "12345678"}, {"areas": [""]}]
)
async def test_what_cannot_be_changed_is_refused(
    directory: Directory, body: dict[str, Any], accounts: Any
) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()

    url = f"/api/v1/accounts/{account['account_id']}"
    answer = await directory.client.patch(url, json=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_the_last_administrator_stays(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    [admin] = await directory.rows("select id from account")

    url = f"/api/v1/accounts/{admin['id']}"
    for changes in ({"active": False}, {"role": "operator"}):
        answer = await directory.client.patch(url, json=changes, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "last-administrator")


async def test_two_administrators_cannot_dismiss_each_other(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    await accounts.register(headers, role="administrator")
    both = await directory.rows("select id from account")

    answers = await asyncio.gather(
        *(
            directory.client.patch(
                f"/api/v1/accounts/{each['id']}", json={"active": False}, headers=headers
            )
            for each in both
        )
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_changes_at_once_are_all_counted_or_refused(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()
    url = f"/api/v1/accounts/{account['account_id']}"

    answers = await asyncio.gather(
        *(directory.client.patch(url, json={"name": f"Ana {n}"}, headers=headers) for n in range(8))
    )

    done = [answer for answer in answers if answer.status_code == 200]
    refused = [answer.json()["code"] for answer in answers if answer.status_code != 200]
    assert set(refused) <= {"concurrent-update"}
    sequence = [event.sequence for event in await accounts.events_of(account["account_id"])]
    assert sequence == list(range(1, len(done) + 2))
