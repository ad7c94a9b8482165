import asyncio
import json
from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]

ANA = {
    "login": "Ana.Gomez",
    "name": "Ana Gómez",
    "email": "ana@example.com",
    "role": "operator",
    "areas": ["support", "billing", "support"],
    "password": "correct horse battery",
}
CUSTOMER = {
    "number": "C-1",
    "name": "Eva Núñez",
    "national_id_kind": "DNI",
    "national_id": "27888999",
}


async def manager(directory: Directory) -> dict[str, str]:
    return await directory.account("accounts.read", "accounts.manage", "customers.import")


async def register(directory: Directory, headers: dict[str, str], **changes: Any) -> Any:
    return await directory.client.post("/api/v1/accounts", json=ANA | changes, headers=headers)


async def bring(directory: Directory, headers: dict[str, str], *lines: dict[str, Any]) -> Any:
    body = "\n".join(json.dumps(line) for line in lines)
    return await directory.client.post("/api/v1/accounts/import", content=body, headers=headers)


async def events_of(directory: Directory, account_id: str) -> list[Any]:
    return [event for event in await directory.emitted() if event.key == account_id]


async def test_who_is_registered_can_enter(directory: Directory) -> None:
    registered = await register(directory, await manager(directory))
    proof = {"login": "ANA.gomez", "password": ANA["password"]}

    session = await directory.client.post("/api/v1/session", json=proof)

    assert (registered.status_code, session.status_code) == (201, 201)
    account = session.json()["account"]
    assert account["login"] == "ana.gomez"
    assert account["areas"] == ["billing", "support"]
    assert "contacts.take" in account["permissions"]


async def test_registering_tells_everybody_but_not_the_password(directory: Directory) -> None:
    account = (await register(directory, await manager(directory))).json()

    [event] = await events_of(directory, account["account_id"])

    assert (event.type, event.sequence) == ("directory.account-changed.v1", 1)
    told = {name: value for name, value in event.data.items() if name != "account_id"}
    assert told == {
        "login": "ana.gomez",
        "name": "Ana Gómez",
        "email": "ana@example.com",
        "role": "operator",
        "areas": ["billing", "support"],
        "permissions": account["permissions"],
        "active": True,
        "customer_id": None,
    }
    assert "password" not in account


async def test_a_password_is_kept_as_a_hash(directory: Directory) -> None:
    await register(directory, await manager(directory))

    [row] = await directory.rows("select password_hash from account where login = 'ana.gomez'")

    assert row["password_hash"].startswith("$argon2id$")


async def test_a_login_belongs_to_one_whatever_its_capitals(directory: Directory) -> None:
    headers = await manager(directory)
    answers = await asyncio.gather(
        register(directory, headers), register(directory, headers, login="ANA.GOMEZ")
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    [taken] = [answer for answer in answers if answer.status_code == 409]
    assert taken.json()["code"] == "login-taken"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "a b"}, "wrong-fields"),
        ({"login": "añil"}, "wrong-fields"),
        ({"email": "no"}, "wrong-fields"),
        ({"name": "  "}, "wrong-fields"),
        ({"name": "a\x00b"}, "wrong-fields"),
        ({"role": "king"}, "wrong-fields"),
        ({"password": "short"}, "wrong-fields"),
        ({"permissions": ["kernel.repair"]}, "wrong-fields"),
        ({"version": 7}, "wrong-fields"),
        ({"role": "customer"}, "customer-required"),
        ({"role": "customer", "customer_number": "C-404"}, "unknown-customer"),
    ],
)
async def test_what_cannot_be_an_account_is_refused(
    directory: Directory, changes: dict[str, Any], code: str
) -> None:
    answer = await register(directory, await manager(directory), **changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_customers_account_knows_its_customer(directory: Directory) -> None:
    headers = await manager(directory)
    await directory.client.post(
        "/api/v1/customers/import", content=json.dumps(CUSTOMER), headers=headers
    )

    eva = await register(directory, headers, role="customer", customer_number="c-1")
    ana = await register(directory, headers, login="ana", customer_number="c-1")

    [customer] = await directory.rows("select id from customer")
    assert eva.json()["customer_id"] == str(customer["id"])
    assert (ana.status_code, ana.json()["code"]) == (422, "customer-not-expected")


async def test_a_change_is_known_here_at_once_and_told_with_its_version(
    directory: Directory,
) -> None:
    """B16: what somebody may do changes while they are at work."""
    headers = await manager(directory)
    account = (await register(directory, headers)).json()
    proof = {"login": "ana.gomez", "password": ANA["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    url = f"/api/v1/accounts/{account['account_id']}"

    changed = await directory.client.patch(url, json={"role": "technician"}, headers=headers)

    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    me = await directory.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert "contacts.take" not in me.json()["permissions"]
    versions = [event.sequence for event in await events_of(directory, account["account_id"])]
    assert versions == [1, 2]


async def test_who_is_switched_off_is_out_at_once(directory: Directory) -> None:
    headers = await manager(directory)
    account = (await register(directory, headers)).json()
    proof = {"login": "ana.gomez", "password": ANA["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]

    url = f"/api/v1/accounts/{account['account_id']}"
    await directory.client.patch(url, json={"active": False}, headers=headers)

    me = await directory.client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert (me.status_code, me.json()["code"]) == (401, "invalid-token")


async def test_a_change_to_what_is_already_so_tells_nobody(directory: Directory) -> None:
    headers = await manager(directory)
    account = (await register(directory, headers)).json()

    url = f"/api/v1/accounts/{account['account_id']}"
    answer = await directory.client.patch(url, json={"name": ANA["name"]}, headers=headers)

    assert answer.json()["version"] == 1
    assert len(await events_of(directory, account["account_id"])) == 1


@pytest.mark.parametrize(
    "body", [{"name": None}, {"login": "other"}, {"password": "12345678"}, {"areas": [""]}]
)
async def test_what_cannot_be_changed_is_refused(
    directory: Directory, body: dict[str, Any]
) -> None:
    headers = await manager(directory)
    account = (await register(directory, headers)).json()

    url = f"/api/v1/accounts/{account['account_id']}"
    answer = await directory.client.patch(url, json=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_the_last_administrator_stays(directory: Directory) -> None:
    headers = await manager(directory)
    [admin] = await directory.rows("select id from account")

    url = f"/api/v1/accounts/{admin['id']}"
    for changes in ({"active": False}, {"role": "operator"}):
        answer = await directory.client.patch(url, json=changes, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "last-administrator")


async def test_two_administrators_cannot_dismiss_each_other(directory: Directory) -> None:
    headers = await manager(directory)
    await register(directory, headers, role="administrator")
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


async def test_changes_at_once_are_all_counted_or_refused(directory: Directory) -> None:
    headers = await manager(directory)
    account = (await register(directory, headers)).json()
    url = f"/api/v1/accounts/{account['account_id']}"

    answers = await asyncio.gather(
        *(directory.client.patch(url, json={"name": f"Ana {n}"}, headers=headers) for n in range(8))
    )

    done = [answer for answer in answers if answer.status_code == 200]
    refused = [answer.json()["code"] for answer in answers if answer.status_code != 200]
    assert set(refused) <= {"concurrent-update"}
    sequence = [event.sequence for event in await events_of(directory, account["account_id"])]
    assert sequence == list(range(1, len(done) + 2))


async def test_pages_show_every_account_once(directory: Directory) -> None:
    headers = await manager(directory)
    lines = [ANA | {"login": f"user{n}", "role": "employee"} for n in range(5)]
    await bring(directory, headers, *lines)

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
async def test_a_made_up_cursor_is_refused(directory: Directory, after: str) -> None:
    answer = await directory.client.get(
        "/api/v1/accounts", params={"after": after}, headers=await manager(directory)
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor")


async def test_an_unknown_account_is_not_found(directory: Directory) -> None:
    headers = await manager(directory)
    url = f"/api/v1/accounts/{uuid4()}"

    read = await directory.client.get(url, headers=headers)
    changed = await directory.client.patch(url, json={"name": "x"}, headers=headers)

    assert (read.status_code, changed.status_code) == (404, 404)


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/api/v1/accounts", "accounts.read"),
        ("GET", f"/api/v1/accounts/{uuid4()}", "accounts.read"),
        ("POST", "/api/v1/accounts", "accounts.manage"),
        ("POST", "/api/v1/accounts/import", "accounts.manage"),
        ("PATCH", f"/api/v1/accounts/{uuid4()}", "accounts.manage"),
    ],
)
async def test_accounts_are_for_those_who_may(
    directory: Directory, method: str, path: str, permission: str
) -> None:
    nobody = await directory.client.request(method, path, json=ANA)
    somebody = await directory.client.request(
        method, path, json=ANA, headers=await directory.account("tickets.read")
    )

    assert nobody.status_code == 401
    assert (somebody.status_code, somebody.json()["permission"]) == (403, permission)


async def test_an_import_tells_what_became_of_each_line(directory: Directory) -> None:
    headers = await manager(directory)
    answer = await bring(
        directory,
        headers,
        ANA,
        ANA | {"login": "eva", "role": "supervisor"},
        ANA | {"login": "eva", "role": "technician"},
        {"login": "sin"},
        {key: value for key, value in ANA.items() if key != "password"} | {"login": "new"},
        ANA | {"login": "cli", "role": "customer"},
    )

    assert answer.status_code == 200
    report = answer.json()
    assert {key: report[key] for key in ("created", "updated", "unchanged", "refused")} == {
        "created": 2,
        "updated": 1,
        "unchanged": 0,
        "refused": 3,
    }
    problems = {
        error["line"]: [problem["field"] or problem["message"] for problem in error["problems"]]
        for error in report["errors"]
    }
    assert problems == {
        4: ["name", "email", "role"],
        5: ["password-required: A new account needs a password."],
        6: ["customer-required: A customer's account needs the customer's number."],
    }


async def test_the_same_import_again_changes_nothing(directory: Directory) -> None:
    headers = await manager(directory)
    lines = [ANA, ANA | {"login": "eva"}]
    await bring(directory, headers, *lines)
    before = await directory.emitted()

    report = (await bring(directory, headers, *lines)).json()

    assert (report["created"], report["updated"], report["unchanged"]) == (0, 0, 2)
    assert await directory.emitted() == before


async def test_an_import_leaves_passwords_and_dismissals_as_they_are(
    directory: Directory,
) -> None:
    headers = await manager(directory)
    account = (await register(directory, headers)).json()
    url = f"/api/v1/accounts/{account['account_id']}"
    await directory.client.patch(url, json={"active": False}, headers=headers)
    [before] = await directory.rows("select * from account where login = 'ana.gomez'")

    await bring(directory, headers, ANA | {"password": "another password"})

    [after] = await directory.rows("select * from account where login = 'ana.gomez'")
    assert after == before


async def test_an_import_of_too_many_accounts_is_refused_as_a_whole(
    directory: Directory,
) -> None:
    headers = await manager(directory)
    lines = [ANA | {"login": f"user{n}"} for n in range(501)]

    answer = await bring(directory, headers, *lines)

    assert (answer.status_code, answer.json()["code"]) == (422, "too-many-lines")
    assert len(await directory.rows("select 1 from account")) == 1
