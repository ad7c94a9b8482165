"""Queues and who is at the desk."""

from typing import Any
from uuid import UUID

import pytest_asyncio

from chassis_testing.harness import Harness

Headers = dict[str, str]
PATH = "/api/v1/contacts"


@pytest_asyncio.fixture
async def boss(intake: Harness[Any]) -> Headers:
    """Who runs the desk."""
    return await intake.account("contacts.read", "desk.manage", role="supervisor")


async def queue(intake: Harness[Any], boss: Headers, code: str, **rules: Any) -> dict[str, Any]:
    body = {"code": code, "name": code.title(), **rules}
    answer = await intake.client.post(f"{PATH}/queues", json=body, headers=boss)
    assert answer.status_code == 201, answer.text
    kept: dict[str, Any] = answer.json()
    return kept


async def routed(intake: Harness[Any]) -> dict[UUID, str]:
    rows = await intake.rows("select id, routed_to from contact")
    return {row["id"]: row["routed_to"] for row in rows}


async def test_a_contact_is_in_its_queue_from_the_first_moment_and_moves_as_more_is_known(
    intake: Harness[Any], channels: Any, customers: Any, desk: Any, boss: Headers, ana: Headers
) -> None:
    await queue(intake, boss, "rosario", cities=["rosario"])
    await queue(intake, boss, "chats", channels=["chat"], position=1)
    linker = await customers.exists(national_id="40111222")
    chat, call = await channels.chat(), await channels.missed_call("1")
    known = await channels.missed_call("2", national_id="40111222")

    assert await routed(intake) == {chat: "chats", call: "general", known: "rosario"}
    await desk.act("link", call, ana, {"customer_id": str(linker)})
    assert (await routed(intake))[call] == "rosario"


async def test_a_reason_brings_a_contact_to_the_queue_of_its_area(
    intake: Harness[Any], channels: Any, desk: Any, boss: Headers, ana: Headers
) -> None:
    """X19."""
    body = {"code": "baja", "label": "Baja", "areas": ["retention"], "channels": ["chat"]}
    await intake.client.post(f"{PATH}/reasons", json=body, headers=boss)
    await queue(intake, boss, "retention", areas=["retention"])
    chat = await channels.chat()

    (await desk.act("take", chat, ana)).raise_for_status()
    (await desk.act("reason", chat, ana, {"reason": "baja"})).raise_for_status()
    while_held = await routed(intake)
    (await desk.act("return", chat, ana)).raise_for_status()

    assert (while_held[chat], (await routed(intake))[chat]) == ("general", "retention")


async def test_the_desk_sees_how_many_wait_in_each_queue(
    intake: Harness[Any], channels: Any, desk: Any, boss: Headers, ana: Headers
) -> None:
    await queue(intake, boss, "chats", channels=["chat"])
    contacts = [await channels.chat(str(n)) for n in range(3)]
    await desk.act("take", contacts[0], ana)

    answer = await intake.client.get(f"{PATH}/queues", headers=ana)

    rows = {row["queue"]["code"]: row["now"] for row in answer.json()["items"]}
    assert {code: row["waiting"] for code, row in rows.items()} == {"chats": 2, "general": 0}
    assert rows["general"]["oldest"] is None
    assert rows["chats"]["oldest"] is not None


async def test_queues_are_kept_by_those_who_run_the_desk_as_they_read_them(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    body = {"name": "Todo", "accept_seconds": 10}
    path = f"{PATH}/queues/general"

    refused = await intake.client.put(path, json=body, headers=ana | {"If-Match": "1"})
    first, second = [
        await intake.client.put(path, json=body | {"position": n}, headers=boss | {"If-Match": "1"})
        for n in (7, 8)
    ]

    assert [refused.status_code, first.status_code, second.status_code] == [403, 200, 412]
    assert (first.json()["position"], first.json()["version"]) == (7, 2)


async def test_who_says_nothing_for_two_minutes_is_away(intake: Harness[Any], ana: Headers) -> None:
    """I05."""
    before = (await intake.client.get(f"{PATH}/duty", headers=ana)).json()
    said = [
        (await intake.client.put(f"{PATH}/duty", json={"state": "on"}, headers=ana)).json()
        for _ in range(2)
    ]
    async with intake.system() as connection:
        await connection.exec_driver_sql("update duty set expires_at = now()")
    vanished = (await intake.client.get(f"{PATH}/duty", headers=ana)).json()
    back = (await intake.client.put(f"{PATH}/duty", json={"state": "on"}, headers=ana)).json()

    assert (before["state"], before["label"]) == ("off", "FUERA DE SERVICIO")
    assert {each["since"] for each in said} == {said[0]["since"]}
    assert (vanished["state"], vanished["since"] > said[1]["since"]) == ("away", True)
    assert (back["state"], back["since"] > said[1]["since"]) == ("on", True)


async def test_colleagues_see_who_is_there_what_they_can_do_and_how_busy_they_are(
    intake: Harness[Any], channels: Any, desk: Any, boss: Headers, ana: Headers, beto: Headers
) -> None:
    """I05: so that whoever hands a contact over knows to whom; what they can do is set by those who
    run the desk."""
    await intake.client.put(f"{PATH}/duty", json={"state": "on"}, headers=beto)
    await desk.act("take", await channels.chat(), beto)
    profile = {"queues": ["general"], "skills": ["fiber"], "capacity": 2}
    path = f"{PATH}/operators/{ana['X-Account-Id']}"
    first = await intake.client.put(path, json=profile, headers=boss | {"If-Match": "0"})
    again = await intake.client.put(path, json=profile, headers=boss | {"If-Match": "0"})
    more = await intake.client.put(
        path, json=profile | {"capacity": 5}, headers=boss | {"If-Match": "1"}
    )
    unknown = await intake.client.put(
        f"{PATH}/operators/{boss['X-Account-Id']}", json=profile, headers=boss | {"If-Match": "0"}
    )

    nowhere = await intake.client.put(
        path, json=profile | {"queues": ["general", "sales"]}, headers=boss | {"If-Match": "2"}
    )
    refused = await intake.client.put(path, json=profile, headers=ana | {"If-Match": "2"})
    seen = (await intake.client.get(f"{PATH}/operators", headers=ana)).json()["items"]

    codes = [each.status_code for each in (first, again, more, unknown, nowhere, refused)]
    assert codes == [200, 412, 200, 422, 422, 403]
    assert nowhere.json()["code"] == "unknown-queue"
    assert [(each["name"], each["duty"]["state"], each["holding"]) for each in seen] == [
        ("Beto", "on", 1), ("Ana", "off", 0),
    ]  # fmt: skip
    assert (seen[1]["skills"], seen[1]["capacity"], seen[1]["version"]) == (["fiber"], 5, 2)
