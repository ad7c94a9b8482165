import json
from typing import Any

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


async def manager(directory: Directory) -> dict[str, str]:
    return await directory.account("accounts.read", "accounts.manage", "customers.import")


async def register(directory: Directory, headers: dict[str, str], **changes: Any) -> Any:
    return await directory.client.post("/api/v1/accounts", json=ANA | changes, headers=headers)


async def bring(directory: Directory, headers: dict[str, str], *lines: dict[str, Any]) -> Any:
    body = "\n".join(json.dumps(line) for line in lines)
    return await directory.client.post("/api/v1/accounts/import", content=body, headers=headers)


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
