"""Nobody makes more of anybody, themselves included, than they are."""

from typing import Any

import pytest

from chassis_testing.harness import Harness
from directory.domain.permissions import ALL, DEFAULTS
from directory.domain.roles import Role

Directory = Harness[Any]
Headers = dict[str, str]


async def test_nobody_grants_what_they_do_not_have(directory: Directory, accounts: Any) -> None:
    near = {"role": "technician", "areas": ["support"]}
    account_id = (await accounts.register(await accounts.manager(), **near)).json()["account_id"]
    mine = DEFAULTS[Role.SUPERVISOR] | {"accounts.manage"}
    headers = await directory.account(*mine, role="supervisor")

    status, answer = await accounts.allow(headers, account_id, granted=["kernel.repair"])

    assert (status, answer["code"]) == (403, "more-than-own")
    assert answer["permission"] == "kernel.repair"


async def test_to_stop_refusing_is_to_grant(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    await accounts.allow(headers, account_id, refused=["contacts.take"])
    lesser = await directory.account(*(ALL - {"contacts.take"}), role="administrator")

    status, answer = await accounts.allow(lesser, account_id)

    assert (status, answer["code"]) == (403, "more-than-own")


@pytest.mark.parametrize(
    "changes", [{"role": "administrator"}, {"email": "mine@example.com", "active": True}]
)
async def test_nobody_makes_more_of_somebody_than_they_are(
    directory: Directory, accounts: Any, changes: dict[str, Any]
) -> None:
    """By a role, or by taking over the e-mail address of who may more."""
    admin = await accounts.manager()
    role = "operator" if "role" in changes else "administrator"
    account_id = (await accounts.register(admin, role=role)).json()["account_id"]
    headers = await directory.account(
        *DEFAULTS[Role.SUPERVISOR], "accounts.manage", role="supervisor"
    )

    path = f"/api/v1/accounts/{account_id}"
    answer = await directory.client.patch(path, json=changes, headers=headers)

    assert answer.status_code == 403
    assert answer.json()["code"] in {"more-than-own", "more-powerful-account"}


async def test_nobody_lets_in_who_may_more(directory: Directory, accounts: Any) -> None:
    headers = await directory.account("accounts.manage", role="supervisor")
    body = {"login": "root", "name": "Root", "email": "root@example.com", "role": "administrator"}

    posted = await accounts.register(headers, role="administrator")
    brought = await accounts.bring(headers, body | {"password": "long enough 1"})

    assert (posted.status_code, posted.json()["code"]) == (403, "more-than-own")
    assert brought.json()["refused"] == 1
    assert len(await directory.rows("select id from account")) == 1
