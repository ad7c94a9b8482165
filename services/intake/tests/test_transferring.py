"""Contacts that become a colleague's, and contacts that are taken from somebody."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from chassis_testing.harness import Harness

Headers = dict[str, str]
Intake = Harness[Any]


async def test_a_contact_becomes_a_colleagues_at_once(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """M11: never nobody's, never two people's."""
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    body = {"account_id": beto["X-Account-Id"], "note": "Pide factura"}
    done = await desk.act("transfer", contact_id, ana, body)
    late = await desk.act("finish", contact_id, ana, {"outcome": "x"})
    his = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=beto)
    renewed = await desk.act("renew", contact_id, beto)

    assert (done.status_code, done.json()["claim"]["by"]) == (200, "Beto")
    assert late.status_code == 409
    problem = late.json()
    assert (problem["taken_by"], problem["reason"], problem["ended_by"]) == (
        "Beto",
        "transfer",
        "Ana",
    )
    assert his.json()["release"]["note"] == "Pide factura"
    assert his.json()["contact"]["claim"]["label"] == "MIO"
    first = datetime.fromisoformat(done.json()["claim"]["expires_at"])
    assert first - datetime.now(UTC) <= timedelta(minutes=3)
    assert datetime.fromisoformat(renewed.json()["claim"]["expires_at"]) > first
    returned, taken = (await desk.told(contact_id))[-2:]
    assert (returned.data["reason"], returned.data["account_id"]) == (
        "transfer",
        ana["X-Account-Id"],
    )
    assert (taken.type, taken.data["account_name"]) == ("intake.contact-taken.v1", "Beto")


async def test_what_is_handed_over_to_somebody_who_is_not_there_is_free_soon(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await desk.act("transfer", contact_id, ana, {"account_id": beto["X-Account-Id"]})
    (due,) = await intake.rows("select due_at from kernel_due")
    async with intake.system() as connection:
        sql = "update contact set claim_expires_at = claim_expires_at - interval '3 minutes'"
        await connection.exec_driver_sql(sql)
    await intake.fire("lease-end")

    assert due["due_at"] - datetime.now(UTC) <= timedelta(minutes=3)
    last = (await desk.told(contact_id))[-1].data
    assert (last["reason"], last["account_id"]) == ("lease-expired", beto["X-Account-Id"])


async def test_only_to_somebody_who_may_attend_it_and_only_by_who_may_give_it(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    reader = await intake.account("contacts.read")
    nobody = await desk.act("transfer", contact_id, ana, {"account_id": beto["X-Account-Id"]})
    await desk.act("take", contact_id, ana)
    for account in (reader["X-Account-Id"], str(uuid4())):
        answer = await desk.act("transfer", contact_id, ana, {"account_id": account})
        assert (answer.status_code, answer.json()["code"]) == (422, "cannot-attend")
    thief = await desk.act("transfer", contact_id, beto, {"account_id": beto["X-Account-Id"]})
    boss = await intake.account("contacts.read", "contacts.take", "contacts.force-return")
    forced = await desk.act("transfer", contact_id, boss, {"account_id": beto["X-Account-Id"]})
    await desk.act("return", contact_id, beto)
    free = await desk.act("transfer", contact_id, boss, {"account_id": beto["X-Account-Id"]})

    assert nobody.json()["code"] == thief.json()["code"] == "contact-is-not-yours"
    assert thief.json()["taken_by"] == "Ana"
    assert thief.json()["taken_at"] is not None
    assert forced.json()["claim"]["by"] == "Beto"
    assert (free.status_code, free.json()["code"]) == (409, "contact-is-nobodys")


async def test_a_supervisor_says_why_they_took_a_contact_from_somebody(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    boss = await intake.account("contacts.read", "contacts.force-return", name="Sonia")
    await desk.act("return", contact_id, boss, {"note": "Terminó su turno"})
    refused = (await desk.act("renew", contact_id, ana)).json()

    told = (await desk.told(contact_id))[-1].data
    assert (told["reason"], told["ended_by"]) == ("supervisor", boss["X-Account-Id"])
    assert (refused["code"], refused["taken_by"]) == ("contact-is-not-yours", None)
    assert (refused["ended_by"], refused["note"]) == ("Sonia", "Terminó su turno")


async def test_many_transfers_returns_and_takes_at_once_leave_one_holder_and_no_gap(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    to = {ana["X-Account-Id"]: beto, beto["X-Account-Id"]: ana}
    answers = await asyncio.gather(
        *(
            desk.act("transfer", contact_id, who, {"account_id": account})
            for account, who in to.items()
            for _ in range(3)
        ),
        *(desk.act(action, contact_id, ana) for action in ("return", "take", "renew")),
    )

    assert {answer.status_code for answer in answers} <= {200, 409}
    (row,) = await intake.rows("select version from contact")
    told = await desk.told(contact_id)
    assert [event.sequence for event in told] == list(range(1, row["version"] + 1))
