"""Nobody makes anybody, themselves included, see further than they see."""

from typing import Any

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from directory.domain.permissions import DEFAULTS
from directory.domain.roles import Role

Directory = Harness[Any]
Headers = dict[str, str]
ACCOUNTS = "/api/v1/accounts"
RIGHTS = sorted(set().union(*(DEFAULTS[role] for role in Role if role != "administrator")))


@pytest_asyncio.fixture
async def boss(directory: Directory, accounts: Any) -> tuple[Headers, str]:
    """A supervisor of `support` who manages accounts and may do whatever a role may; their id."""
    admin = await accounts.manager()
    mine = {"login": "boss", "role": "supervisor", "areas": ["support"]}
    account_id = (await accounts.register(admin, **mine)).json()["account_id"]
    status, answer = await accounts.allow(admin, account_id, granted=["accounts.manage", *RIGHTS])
    assert status == 200, answer
    proof = {"login": "boss", "password": accounts.ana["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}, account_id


async def change(
    directory: Directory, headers: Headers, account_id: str, **changes: Any
) -> tuple[int, str]:
    path = f"{ACCOUNTS}/{account_id}"
    answer = await directory.client.patch(path, json=changes, headers=headers)
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "operator"},
        {"areas": ["support", "billing", "technical"]},
        {"areas": ["billing"]},
    ],
)
async def test_nobody_widens_what_they_see_themselves(
    directory: Directory, boss: tuple[Headers, str], changes: dict[str, Any]
) -> None:
    headers, own_id = boss

    assert await change(directory, headers, own_id, **changes) == (403, "more-than-own")
    assert await change(directory, headers, own_id, name="Another") == (200, "")


@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {"role": "operator", "areas": ["support"]},
        {"role": "technician", "areas": ["support", "billing"]},
        {"role": "supervisor", "areas": ["billing"]},
    ],
)
async def test_nobody_lets_in_who_sees_further(
    directory: Directory,
    accounts: Any,
    boss: tuple[Headers, str],
    changes: dict[str, Any],
    active: bool,
) -> None:
    headers, _ = boss

    posted = await accounts.register(headers, active=active, **changes)
    brought = (await accounts.bring(headers, accounts.ana | changes | {"active": active})).json()

    assert (posted.status_code, posted.json()["code"]) == (403, "more-than-own")
    assert (brought["created"], brought["refused"]) == (0, 1)
    assert await directory.rows("select 1 from account where login = 'ana.gomez'") == []


async def test_within_what_one_sees_one_manages(
    directory: Directory, accounts: Any, boss: tuple[Headers, str]
) -> None:
    headers, _ = boss

    made = await accounts.register(headers, role="technician", areas=["support"])

    assert made.status_code == 201, made.text
    account_id = made.json()["account_id"]
    assert await change(directory, headers, account_id, role="supervisor") == (200, "")
    assert await change(directory, headers, account_id, areas=[]) == (200, "")
    line = accounts.ana | {"role": "technician", "areas": ["support"]}
    assert (await accounts.bring(headers, line)).json()["updated"] == 1


@pytest.mark.parametrize("changes", [{"role": "operator"}, {"areas": ["support", "billing"]}])
async def test_nobody_makes_somebody_else_see_further(
    directory: Directory, accounts: Any, boss: tuple[Headers, str], changes: dict[str, Any]
) -> None:
    headers, _ = boss
    modest = {"role": "technician", "areas": ["support"]}
    account_id = (await accounts.register(headers, **modest)).json()["account_id"]
    own = {"login": "boss", "role": "supervisor", "areas": ["support"]}

    assert await change(directory, headers, account_id, **changes) == (403, "more-than-own")
    for known in (modest, own):
        line = accounts.ana | known | changes
        assert (await accounts.bring(headers, line)).json()["refused"] == 1
    kept = await directory.rows("select distinct areas from account where login <> 'admin'")
    assert [row["areas"] for row in kept] == [["support"]]


@pytest.mark.parametrize(
    "known",
    [
        {"role": "operator", "areas": ["support"]},
        {"role": "technician", "areas": ["support", "billing"]},
        {"role": "operator", "areas": [], "active": False},
    ],
)
async def test_nobody_takes_over_who_sees_further(
    directory: Directory, accounts: Any, boss: tuple[Headers, str], known: dict[str, Any]
) -> None:
    """Their e-mail address would be a way in."""
    headers, _ = boss
    admin = await accounts.manager()
    account_id = (await accounts.register(admin, **known)).json()["account_id"]

    for changes in ({"email": "mine@example.com"}, {"active": True, "name": "Mine"}):
        assert await change(directory, headers, account_id, **changes) == (
            403,
            "more-powerful-account",
        )
    assert await change(directory, admin, account_id, email="new@example.com") == (200, "")


async def test_who_sees_all_puts_people_everywhere(directory: Directory, accounts: Any) -> None:
    headers = await directory.account("accounts.manage", *RIGHTS, role="operator", areas=[])

    assert (await accounts.register(headers, areas=["billing"])).status_code == 201
    wide = await directory.account(
        "accounts.manage", "scope.all", *RIGHTS, role="supervisor", areas=[]
    )
    assert (await accounts.register(wide, login="eva", areas=["billing"])).status_code == 201


async def test_a_customers_account_is_for_who_sees_all(
    directory: Directory, accounts: Any, boss: tuple[Headers, str], bring: Any, eva: dict[str, Any]
) -> None:
    """A customer is in no area and has tickets in any: whoever could change the address, or make
    another account, would read them all."""
    await bring([eva])
    mine = {"login": "eva", "role": "customer", "areas": [], "customer_number": eva["number"]}
    account_id = (await accounts.register(await accounts.manager(), **mine)).json()["account_id"]
    headers, _ = boss

    changed = await change(directory, headers, account_id, email="boss@example.com")
    another = await accounts.register(headers, **mine | {"login": "eva.2"})

    assert changed == (403, "more-powerful-account")
    assert (another.status_code, another.json()["code"]) == (403, "more-than-own")
