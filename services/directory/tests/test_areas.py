"""Areas: teams that can be named anew and switched off without breaking anything (B12, B15)."""

from typing import Any

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]
Headers = dict[str, str]
AREAS = "/api/v1/areas"


async def test_an_area_is_created_and_named_anew(directory: Directory, accounts: Any) -> None:
    """B12."""
    headers = await accounts.manager()

    made = await directory.client.post(
        AREAS, json={"code": "retention", "name": "Retención"}, headers=headers
    )
    path = f"{AREAS}/retention"
    changed = await directory.client.patch(path, json={"name": "Fidelización"}, headers=headers)

    assert made.status_code == 201
    assert changed.json() == {
        "code": "retention", "name": "Fidelización", "active": True, "version": 2,
    }  # fmt: skip


async def test_everybody_sees_their_names_and_only_managers_change_them(
    directory: Directory,
) -> None:
    headers = await directory.account(role="operator")

    listed = await directory.client.get(AREAS, headers=headers)
    refused = await directory.client.post(AREAS, json={"code": "x", "name": "X"}, headers=headers)

    assert [(each["code"], each["name"]) for each in listed.json()] == [
        ("billing", "Facturación"), ("support", "Soporte"), ("technical", "Área técnica"),
    ]  # fmt: skip
    assert refused.status_code == 403


async def test_one_that_is_switched_off_keeps_who_is_in_it_and_takes_nobody_new(
    directory: Directory, accounts: Any, ana: tuple[Headers, str]
) -> None:
    """B15."""
    headers, account_id = ana
    await directory.client.patch(f"{AREAS}/support", json={"active": False}, headers=headers)

    path = f"/api/v1/accounts/{account_id}"
    renamed = await directory.client.patch(path, json={"name": "Ana G."}, headers=headers)
    stays = await directory.client.patch(path, json={"areas": ["support"]}, headers=headers)
    assert (renamed.status_code, stays.json()["areas"]) == (200, ["support"])

    returns = await directory.client.patch(path, json={"areas": ["billing"]}, headers=headers)
    assert returns.status_code == 200
    refused = await directory.client.patch(path, json={"areas": ["support"]}, headers=headers)
    new = await accounts.register(headers, login="eva", areas=["support"])
    for answer in (refused, new):
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown-area")
        assert answer.json()["area"] == "support"


async def test_it_can_be_switched_on_again(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    for active in (False, True):
        await directory.client.patch(f"{AREAS}/support", json={"active": active}, headers=headers)

    assert (await accounts.register(headers)).status_code == 201


async def test_somebody_is_in_several(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()

    answer = await accounts.register(headers, areas=["technical", "billing", "support"])

    assert answer.json()["areas"] == ["billing", "support", "technical"]


async def test_those_who_are_in_one_are_listed_page_by_page(
    directory: Directory, accounts: Any
) -> None:
    """B12."""
    headers = await accounts.manager()
    for login, areas in [("eva", ["billing"]), ("ines", ["billing", "support"]), ("leo", [])]:
        await accounts.register(headers, login=login, areas=areas)
    query: dict[str, Any] = {"area": "billing", "limit": 1}

    first = await directory.client.get("/api/v1/accounts", params=query, headers=headers)
    query["after"] = first.json()["next"]
    second = await directory.client.get("/api/v1/accounts", params=query, headers=headers)
    nobody = await directory.client.get("/api/v1/accounts?area=moon", headers=headers)

    found = [each["login"] for page in (first, second) for each in page.json()["items"]]
    assert (found, second.json()["next"]) == (["eva", "ines"], None)
    assert nobody.json()["items"] == []


async def test_a_line_with_an_area_nobody_knows_is_told(accounts: Any) -> None:
    headers = await accounts.manager()

    report = (await accounts.bring(headers, accounts.ana | {"areas": ["moon"]})).json()

    assert (report["created"], report["refused"]) == (0, 1)
    assert "moon" in str(report["errors"][0])


async def test_a_code_belongs_to_one_area_for_ever(directory: Directory, accounts: Any) -> None:
    headers = await accounts.manager()
    await directory.client.patch(f"{AREAS}/billing", json={"active": False}, headers=headers)

    again = {"code": "billing", "name": "Cobranzas"}
    answer = await directory.client.post(AREAS, json=again, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "area-exists")


@pytest.mark.parametrize(
    "body",
    [
        {"code": "Ventas", "name": "Ventas"},
        {"code": "", "name": "Ventas"},
        {"code": "ventas", "name": ""},
        {"code": "ventas", "name": "x" * 301},
        {"code": "a" * 61, "name": "A"},
        {"code": "ventas", "name": "Ventas", "active": False},
        {"code": "ventas\n", "name": "Ventas"},
    ],
)
async def test_what_is_no_area_is_refused(
    directory: Directory, accounts: Any, body: dict[str, Any]
) -> None:
    answer = await directory.client.post(AREAS, json=body, headers=await accounts.manager())

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_an_area_nobody_made_cannot_change(directory: Directory, accounts: Any) -> None:
    path = f"{AREAS}/moon"
    headers = await accounts.manager()

    answer = await directory.client.patch(path, json={"name": "Luna"}, headers=headers)

    assert answer.status_code == 404
