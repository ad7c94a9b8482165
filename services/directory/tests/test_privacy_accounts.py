"""Whoever asks to be forgotten does not go on entering, and leaves no name in the accounts."""

from typing import Any
from uuid import UUID

import pytest
from services.directory.tests.conftest import Accounts, Entering
from services.directory.tests.test_privacy import Bring, erased, last

from chassis_testing.harness import Harness
from contracts.directory import AccountChangedV1, SessionEndedV1
from directory.domain.customer import customer_id_of
from directory.outbound.privacy import PERSONAL
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]
TABLES = ("account", "kernel_account", "session", "credential_link", "second_factor")
WORDS = ("eva.nunez", "Eva Núñez", "eva@example.com", "10.9.8.7")
LOGIN = {"login": "eva.nunez", "name": "Eva Núñez", "email": "eva@example.com", "areas": []}


async def registered(accounts: Accounts, number: str) -> dict[str, Any]:
    """The customer's own account."""
    headers = await accounts.manager()
    answer = await accounts.register(headers, **LOGIN, role="customer", customer_number=number)
    assert answer.status_code == 201, answer.text
    account: dict[str, Any] = answer.json()
    return account


async def words_left(directory: Directory) -> list[str]:
    kept = str([await directory.rows(f"select * from {table}") for table in TABLES])  # noqa: S608
    return [word for word in WORDS if word in kept]


@pytest.fixture
def person(eva: dict[str, Any]) -> UUID:
    return customer_id_of(eva["number"])


async def test_the_account_is_closed_and_names_nobody(
    directory: Directory,
    bring: Bring,
    eva: dict[str, Any],
    person: UUID,
    accounts: Accounts,
    entering: Entering,
) -> None:
    """Row 42."""
    await bring([eva])
    account = await registered(accounts, eva["number"])
    password = accounts.ana["password"]
    session = await entering.session("eva.nunez", password, address="10.9.8.7")
    assert await words_left(directory) == list(WORDS)

    await erased(directory, person)

    assert await words_left(directory) == []
    assert await entering.who(session) == 401
    assert (await entering.log_in("eva.nunez", password)).status_code == 401
    assert (await entering.refresh(session["refresh_token"])).status_code == 401
    told = await last(directory, AccountChangedV1.type)
    assert (told.key, told.data["active"]) == (account["account_id"], False)
    assert [word for word in WORDS if word in str(told.data)] == []
    assert SessionEndedV1.type in {event.type for event in await directory.emitted()}


async def test_nobody_enters_for_them_again(
    directory: Directory, bring: Bring, eva: dict[str, Any], person: UUID, accounts: Accounts
) -> None:
    await bring([eva])
    account = await registered(accounts, eva["number"])
    await erased(directory, person)
    headers = await accounts.manager()
    events = len(await directory.emitted())

    another = await accounts.register(
        headers, **LOGIN | {"login": "eva.2"}, role="customer", customer_number=eva["number"]
    )
    changed = await directory.client.patch(
        f"/api/v1/accounts/{account['account_id']}", json={"active": True}, headers=headers
    )

    assert (another.status_code, another.json()["code"]) == (409, "customer-forgotten")
    assert (changed.status_code, changed.json()["code"]) == (409, "customer-forgotten")
    assert len(await directory.emitted()) == events


async def test_what_it_did_leads_to_somebody_without_a_name(
    directory: Directory, bring: Bring, eva: dict[str, Any], person: UUID, accounts: Accounts
) -> None:
    await bring([eva])
    account = await registered(accounts, eva["number"])
    await erased(directory, person)

    path = f"/api/v1/accounts/{account['account_id']}"
    answer = await directory.client.get(path, headers=await accounts.manager())

    assert (answer.status_code, answer.json()["name"]) == (200, "(borrado)")


def test_no_secret_of_an_account_is_exported() -> None:
    """What is told of a person must not let anybody in."""
    silent = {each.table: {*each.silent} for each in PERSONAL}

    assert silent["account"] == {"password_hash", "search"}
    assert silent["second_factor"] == {"secret"}
    assert silent["credential_link"] == {"token_hash"}
