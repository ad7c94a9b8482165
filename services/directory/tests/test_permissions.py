"""What single employees may do beyond their role, and short of it (B16)."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from directory.application.tell_permissions import tell_permissions
from directory.domain.catalogue import PERMISSIONS
from directory.domain.permissions import ALL, DEFAULTS
from directory.domain.roles import Role

Directory = Harness[Any]
Headers = dict[str, str]


async def test_what_is_granted_and_refused_is_what_somebody_may_do(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    """B16."""
    headers, account_id = ana

    status, now = await accounts.allow(
        headers, account_id, granted=["tickets.assign"], refused=["contacts.take"]
    )

    expected = (DEFAULTS[Role.OPERATOR] | {"tickets.assign"}) - {"contacts.take"}
    assert (status, now["effective"]) == (200, sorted(expected))
    assert (now["granted"], now["refused"]) == (["tickets.assign"], ["contacts.take"])
    told = (await accounts.events_of(account_id))[-1]
    assert (told.sequence, told.data["permissions"]) == (2, now["effective"])
    shown = await directory.client.get(f"/api/v1/accounts/{account_id}", headers=headers)
    assert shown.json()["permissions"] == now["effective"]


async def test_it_holds_at_the_very_next_request(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    """B16."""
    headers, account_id = ana
    proof = {"login": "ana.gomez", "password": accounts.ana["password"]}
    token = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]
    own = {"Authorization": f"Bearer {token}"}
    assert (await directory.client.get("/api/v1/accounts", headers=own)).status_code == 403

    await accounts.allow(headers, account_id, granted=["accounts.read"])
    assert (await directory.client.get("/api/v1/accounts", headers=own)).status_code == 200

    await accounts.allow(headers, account_id)
    assert (await directory.client.get("/api/v1/accounts", headers=own)).status_code == 403


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"granted": ["tickets.fly"]}, "unknown-permission"),
        ({"granted": ["tickets.close"], "refused": ["tickets.close"]}, "granted-and-refused"),
        ({"granted": [""]}, "wrong-fields"),
        ({"granted": ["tickets.close"] * 201}, "wrong-fields"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    directory: Directory,
    accounts: Any,
    ana: tuple[Headers, str],
    body: dict[str, list[str]],
    code: str,
) -> None:
    headers, account_id = ana

    status, answer = await accounts.allow(headers, account_id, **body)

    assert (status, answer["code"]) == (422, code)


async def test_an_administrator_has_all_and_keeps_it(directory: Directory, accounts: Any) -> None:
    """B07, and so the last one cannot lose accounts.manage."""
    headers = await accounts.manager()
    [admin] = await directory.rows("select id from account")

    status, answer = await accounts.allow(headers, str(admin["id"]), refused=["accounts.manage"])

    assert (status, answer["code"]) == (422, "grants-are-for-employees")


async def test_grants_stay_from_one_employees_role_to_another(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    await accounts.allow(headers, account_id, granted=["reports.read"], refused=["tickets.finish"])
    path = f"/api/v1/accounts/{account_id}"

    technician = await directory.client.patch(path, json={"role": "technician"}, headers=headers)
    assert "reports.read" in technician.json()["permissions"]
    assert "tickets.finish" not in technician.json()["permissions"]

    await directory.client.patch(path, json={"role": "administrator"}, headers=headers)
    now = (await directory.client.get(f"{path}/permissions", headers=headers)).json()
    assert (now["granted"], now["refused"], set(now["effective"])) == ([], [], set(ALL))


async def test_who_granted_what_can_be_read(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    await accounts.allow(headers, account_id, granted=["reports.read"])
    await accounts.allow(headers, account_id, granted=["reports.read"])
    await accounts.allow(headers, account_id)
    path = f"/api/v1/accounts/{account_id}/permissions/history"

    first = (await directory.client.get(f"{path}?limit=2", headers=headers)).json()
    after = f"{path}?limit=2&after={first['next']}"
    second = (await directory.client.get(after, headers=headers)).json()

    lines = [*first["items"], *second["items"]]
    assert [line["granted"] for line in lines] == [[], ["reports.read"], []]
    assert {line["changed_by"] for line in lines} == {headers["X-Account-Id"]}
    assert second["next"] is None


async def test_a_cursor_that_is_none_is_refused(
    directory: Directory, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    path = f"/api/v1/accounts/{account_id}/permissions/history?after=WyJ4Il0"

    answer = await directory.client.get(path, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-cursor")


async def test_accounts_nobody_knows_have_no_permissions(
    directory: Directory, accounts: Any
) -> None:
    headers = await accounts.manager()
    for path in ("permissions", "permissions/history"):
        url = f"/api/v1/accounts/{uuid4()}/{path}"
        assert (await directory.client.get(url, headers=headers)).status_code == 404
    assert (await accounts.allow(headers, str(uuid4())))[0] == 404


async def test_two_who_change_it_at_once_do_not_mix(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    names = sorted(ALL - DEFAULTS[Role.OPERATOR])[:6]

    answers = await asyncio.gather(
        *(accounts.allow(headers, account_id, granted=[name]) for name in names)
    )

    done = [answer for status, answer in answers if status == 200]
    assert {answer["code"] for status, answer in answers if status != 200} <= {"concurrent-update"}
    sequence = [event.sequence for event in await accounts.events_of(account_id)]
    assert sequence == list(range(1, len(done) + 2))


async def test_the_catalogue_is_there_for_everybody(directory: Directory) -> None:
    headers = await directory.account(role="customer")

    found = (await directory.client.get("/api/v1/permissions", headers=headers)).json()

    assert [each["name"] for each in found] == [each.name for each in PERMISSIONS]
    assert found[0] == {
        "name": "contacts.read",
        "allows": "See calls, chats and inquiries",
        "label": "Ver contactos",
        "roles": ["administrator", "operator", "supervisor"],
    }


async def test_another_catalogue_is_told_to_everybody_once(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    """A new version of Tero, with permissions that nobody has been told of."""
    _, account_id = ana
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql(
            f"update kernel_account set permissions = '{{}}' where account_id = '{account_id}'"  # noqa: S608
        )
    for expected in (1, 0):
        async with directory.service.database.begin(fresh_cause()) as tx:
            assert await tell_permissions(tx) == expected
    told = (await accounts.events_of(account_id))[-1]
    assert (told.sequence, set(told.data["permissions"])) == (2, set(DEFAULTS[Role.OPERATOR]))
