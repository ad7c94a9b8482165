import asyncio
import json
from typing import Any

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]

CUSTOMER = {
    "number": "C-1",
    "name": "Eva Núñez",
    "national_id_kind": "DNI",
    "national_id": "27888999",
}


async def test_who_is_registered_can_enter(directory: Directory, accounts: Any) -> None:
    registered = await accounts.register(await accounts.manager())
    proof = {"login": "ANA.gomez", "password": accounts.ana["password"]}

    session = await directory.client.post("/api/v1/session", json=proof)

    assert (registered.status_code, session.status_code) == (201, 201)
    account = session.json()["account"]
    assert account["login"] == "ana.gomez"
    assert account["areas"] == ["billing", "support"]
    assert "contacts.take" in account["permissions"]


async def test_registering_tells_everybody_but_not_the_password(
    directory: Directory, accounts: Any
) -> None:
    account = (await accounts.register(await accounts.manager())).json()

    [event] = await accounts.events_of(account["account_id"])

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


async def test_a_password_is_kept_as_a_hash(directory: Directory, accounts: Any) -> None:
    await accounts.register(await accounts.manager())

    [row] = await directory.rows("select password_hash from account where login = 'ana.gomez'")

    assert row["password_hash"].startswith("$argon2id$")


async def test_a_login_belongs_to_one_whatever_its_capitals(accounts: Any) -> None:
    headers = await accounts.manager()
    answers = await asyncio.gather(
        accounts.register(headers), accounts.register(headers, login="ANA.GOMEZ")
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
    changes: dict[str, Any], code: str, accounts: Any
) -> None:
    answer = await accounts.register(await accounts.manager(), **changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_customers_account_knows_its_customer(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    await directory.client.post(
        "/api/v1/customers/import", content=json.dumps(CUSTOMER), headers=headers
    )

    eva = await accounts.register(headers, role="customer", customer_number="c-1")
    ana = await accounts.register(headers, login="ana", customer_number="c-1")

    [customer] = await directory.rows("select id from customer")
    assert eva.json()["customer_id"] == str(customer["id"])
    assert (ana.status_code, ana.json()["code"]) == (422, "customer-not-expected")
