"""Customers changed by hand, and what is remembered of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
EVA = f"/api/v1/customers/{customer_id_of('C-000123')}"


async def editor(directory: Directory, *more: str) -> dict[str, str]:
    return await directory.account("customers.read", "customers.edit", *more, name="Olga Operadora")


async def edit(
    directory: Directory, headers: dict[str, str], version: int, path: str = "", **changes: Any
) -> Any:
    return await directory.client.patch(
        EVA + path, json=changes, headers=headers | {"If-Match": f'"{version}"'}
    )


async def told(directory: Directory) -> list[Any]:
    events = await directory.emitted()
    return [event for event in events if event.type == "directory.customer-changed.v1"]


async def test_an_edit_needs_the_version_it_was_decided_on(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """E34, E36, E47."""
    await bring([eva])
    headers = await editor(directory)
    before = await directory.client.get(EVA, headers=headers)

    done = await edit(directory, headers, 1, name="Eva N. Peña", phones=["0351 15 412-9999"])
    late = await edit(directory, headers, 1, name="Somebody else")
    blind = await directory.client.patch(EVA, json={"name": "x"}, headers=headers)

    assert before.headers["ETag"] == '"1"'
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert done.json()["phones"] == ["+5493514129999"]
    assert (late.status_code, late.json()["code"]) == (412, "out-of-date")
    assert late.json()["version"] == 2
    assert blind.status_code == 422
    assert [event.sequence for event in await told(directory)] == [1, 2]
    assert (await told(directory))[-1].data["name"] == "Eva N. Peña"


async def test_two_who_edit_at_once_do_not_overwrite_each_other(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    await bring([eva])
    headers = await editor(directory)

    answers = await asyncio.gather(
        *(edit(directory, headers, 1, name=f"Eva {n}") for n in range(5))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]


async def test_a_contract_is_changed_alone(directory: Directory, eva: Row, bring: Bring) -> None:
    """E35, E40, E43, E50."""
    await bring([eva])
    headers = await editor(directory)
    [one, other] = (await directory.client.get(EVA, headers=headers)).json()["contracts"]
    items = [{"name": "ONU Wi-Fi 6", "quantity": 1, "code": "ONU-6"}]

    path = f"/contracts/{one['contract_id']}"
    done = await edit(
        directory, headers, 1, path, state="suspended", speed_down_kbps=307_200, speed_up_kbps=None,
        server="bras-2", items=items,
    )  # fmt: skip
    wrong = await edit(directory, headers, 2, path, plan=None)

    [changed, same] = done.json()["contracts"]
    assert (changed["state"], changed["server"]) == ("suspended", "bras-2")
    assert (changed["speed_down_kbps"], changed["items"]) == (307_200, items)
    assert changed["contract_id"] == one["contract_id"]
    assert same == other
    assert wrong.status_code == 422
    assert (await told(directory))[-1].data["contracts"][0]["state"] == "suspended"


async def test_the_history_says_who_changed_what(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """E34."""
    await bring([eva])
    headers = await editor(directory)
    await edit(directory, headers, 1, name="Eva Peña")
    [contract, _] = (await directory.client.get(EVA, headers=headers)).json()["contracts"]
    await edit(directory, headers, 2, f"/contracts/{contract['contract_id']}", plan="Fibra 600")

    page = (await directory.client.get(f"{EVA}/history?limit=2", headers=headers)).json()
    after = f"{EVA}/history?after={page['next']}"
    [first] = (await directory.client.get(after, headers=headers)).json()["items"]

    plan, name = page["items"]
    assert plan["changes"] == [
        {"field": "contracts.K-1.plan", "before": "Fibra 300", "after": "Fibra 600"}
    ]
    assert name["changes"] == [{"field": "name", "before": "Eva Núñez", "after": "Eva Peña"}]
    assert (name["how"], name["by_name"], name["by"]) == (
        "edit", "Olga Operadora", headers["X-Account-Id"],
    )  # fmt: skip
    assert (first["how"], first["version"], first["changes"]) == ("import", 1, [])


async def test_an_edit_stands_until_the_source_says_something_new(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """E34: the same import again must not undo what the desk put right."""
    await bring([eva])
    headers = await editor(directory)
    await edit(directory, headers, 1, fax="0351 412-3400")

    again = await bring([eva])
    kept = (await directory.client.get(EVA, headers=headers)).json()
    news = await bring([eva | {"emails": ["nueva@example.com"]}])
    newer = (await directory.client.get(EVA, headers=headers)).json()

    assert (again.json()["unchanged"], kept["fax"]) == (1, "+543514123400")
    assert (news.json()["updated"], newer["fax"]) == (1, "")
    assert newer["emails"] == ["nueva@example.com"]


async def test_somebody_new_is_created_once(directory: Directory, eva: Row) -> None:
    """D06–D13, E36."""
    headers = await editor(directory) | {"Idempotency-Key": "one"}
    body = eva | {
        "fax": "0351 412-3400",
        "contact_data": [{"label": "Portería", "value": "interno 12"}],
        "units": [{"serial": "sn-1", "item_number": "ONU-6", "warranty_until": "2027-03-31",
                   "contract": "K-2"}],
    }  # fmt: skip

    first = await directory.client.post("/api/v1/customers", json=body, headers=headers)
    again = await directory.client.post("/api/v1/customers", json=body, headers=headers)
    taken = await directory.client.post(
        "/api/v1/customers", json=body, headers=headers | {"Idempotency-Key": "two"}
    )

    assert (first.status_code, again.json()) == (201, first.json())
    view = first.json()["customer"]
    [unit] = view["units"]
    assert (unit["serial"], unit["warranty_until"]) == ("SN-1", "2027-03-31")
    assert unit["contract_id"] == view["contracts"][1]["contract_id"]
    assert view["contact_data"] == [{"label": "Portería", "value": "interno 12"}]
    assert (taken.status_code, taken.json()["code"]) == (409, "number-taken")
    [event] = await told(directory)
    assert event.data["units"][0]["contract_id"] == unit["contract_id"]
    assert event.data["fax"] == "+543514123400"


@pytest.mark.parametrize(
    "changes",
    [
        {"national_id": "1"},
        {"phones": ["12"]},
        {"name": None},
        {"number": "C-1"},
        {"units": [{"serial": "a", "contract": "K-9"}]},
        {"units": [{"serial": "a"}, {"serial": "A"}]},
        {"kind": "company"},
        {"name": "a\x00b"},
    ],
)
async def test_what_makes_no_sense_is_refused_and_changes_nothing(
    directory: Directory, changes: Row, eva: Row, bring: Bring
) -> None:
    await bring([eva])

    answer = await edit(directory, await editor(directory), 1, **changes)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert len(await told(directory)) == 1


async def test_editing_is_for_those_who_may(directory: Directory, eva: Row, bring: Bring) -> None:
    await bring([eva])
    reader = await directory.account("customers.read")
    body = {"customer_id": str(customer_id_of("C-9"))}

    answers = [
        await edit(directory, reader, 1, name="x"),
        await directory.client.post("/api/v1/customers", json=eva, headers=reader),
        await directory.client.post(f"{EVA}/merge", json=body, headers=reader),
        await directory.client.post(f"{EVA}/unmerge", headers=reader),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
