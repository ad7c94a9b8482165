from typing import Any

from chassis_testing.harness import Harness

Directory = Harness[Any]


async def test_an_import_tells_what_became_of_each_line(accounts: Any) -> None:
    headers = await accounts.manager()
    answer = await accounts.bring(
        headers,
        accounts.ana,
        accounts.ana | {"login": "eva", "role": "supervisor"},
        accounts.ana | {"login": "eva", "role": "technician"},
        {"login": "sin"},
        {key: value for key, value in accounts.ana.items() if key != "password"} | {"login": "new"},
        accounts.ana | {"login": "cli", "role": "customer"},
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


async def test_the_same_import_again_changes_nothing(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    lines = [accounts.ana, accounts.ana | {"login": "eva"}]
    await accounts.bring(headers, *lines)
    before = await directory.emitted()

    report = (await accounts.bring(headers, *lines)).json()

    assert (report["created"], report["updated"], report["unchanged"]) == (0, 0, 2)
    assert await directory.emitted() == before


async def test_an_import_leaves_passwords_and_dismissals_as_they_are(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers)).json()
    url = f"/api/v1/accounts/{account['account_id']}"
    await directory.client.patch(url, json={"active": False}, headers=headers)
    [before] = await directory.rows("select * from account where login = 'ana.gomez'")

    await accounts.bring(headers, accounts.ana | {"password": "another password"})

    [after] = await directory.rows("select * from account where login = 'ana.gomez'")
    assert after == before


async def test_an_import_of_too_many_accounts_is_refused_as_a_whole(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    lines = [accounts.ana | {"login": f"user{n}"} for n in range(501)]

    answer = await accounts.bring(headers, *lines)

    assert (answer.status_code, answer.json()["code"]) == (422, "too-many-lines")
    assert len(await directory.rows("select 1 from account")) == 1
