"""The tree of reasons at the desk, and what a contact is about."""

from typing import Any, cast
from uuid import uuid4

import pytest_asyncio

from chassis.causes import fresh_cause
from chassis.service import Service
from chassis_testing.harness import Harness, record_of
from contracts.channels import InquiryReceivedV2
from intake.app import define
from intake.domain.reasons import Reason
from intake.settings import Settings

Headers = dict[str, str]
PATH = "/api/v1/contacts/reasons"


@pytest_asyncio.fixture
async def boss(intake: Harness[Any]) -> Headers:
    """Who runs the desk."""
    return await intake.account("contacts.read", "desk.manage", role="supervisor")


async def shown(intake: Harness[Any], who: Headers, **query: Any) -> dict[str, dict[str, Any]]:
    answer = await intake.client.get(PATH, params=query, headers=who)
    assert answer.status_code == 200, answer.text
    return {each["code"]: each for each in answer.json()["items"]}


async def test_the_words_of_the_company_are_there(intake: Harness[Any], ana: Headers) -> None:
    """C07, C08, C53 to C55, X19."""
    calls, forms = [await shown(intake, ana, channel=each) for each in ("call", "inquiry")]

    assert [(each["label"], each["depth"]) for each in calls.values()] == [
        ("Reclamos", 0), ("Reclamo administrativo", 1), ("Reclamo técnico", 1),
        ("Consultas", 0), ("Consulta administrativa", 1), ("Consulta técnica", 1),
    ]  # fmt: skip
    kinds = {(each["nature"], each["kind"]) for each in calls.values() if each["depth"]}
    assert len(kinds) == 4
    assert [each["label"] for each in forms.values()] == [
        "SOLICITO SERVICIO TECNICO", "INFORMACIÓN", "SOLICITUD DE BAJA",
    ]  # fmt: skip


async def test_what_the_voice_menu_says_becomes_a_code_and_is_shown_as_its_label(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    """C06."""
    known = await channels.missed_call("1", national_id="30111222", reason="reclamo TECNICO")
    other = await channels.missed_call("2", national_id="30111222", reason="opción 7")

    rows = [(await intake.client.get(f"/api/v1/contacts/{each}", headers=ana)).json()["contact"]
            for each in (known, other)]  # fmt: skip

    assert [(row["reason"], row["reason_label"]) for row in rows] == [
        ("complaint-technical", "Reclamo técnico"), ("opción 7", "opción 7"),
    ]  # fmt: skip


async def test_a_form_may_be_about_whatever_reason_the_desk_has_for_forms(
    intake: Harness[Any], channels: Any, boss: Headers, ana: Headers
) -> None:
    """C53 to C55, X19: its words are data, at both doors; and who is logged in needs no DNI."""
    body = {"code": "plan-change", "label": "CAMBIO DE PLAN", "channels": ["inquiry"]}
    assert (await intake.client.post(PATH, json=body, headers=boss)).status_code == 201
    by_code = await channels.inquiry("1", reason="plan-change")
    by_label = await channels.inquiry("2", reason="Cambio de plan", national_id=None)
    unknown = await channels.inquiry("3", reason="other")
    form = InquiryReceivedV2(external_id="4", reason="CAMBIO DE PLAN", text="A 300 megas")
    await intake.deliver([record_of(form, key="4", source="portal")])
    (told,) = await intake.rows("select id from contact where external_id = '4'")

    rows = [(await intake.client.get(f"/api/v1/contacts/{each}", headers=ana)).json()["contact"]
            for each in (by_code, by_label, unknown, told["id"])]  # fmt: skip

    assert [(row["reason"], row["reason_label"]) for row in rows] == [
        ("plan-change", "CAMBIO DE PLAN"), ("plan-change", "CAMBIO DE PLAN"), ("other", "other"),
        ("plan-change", "CAMBIO DE PLAN"),
    ]  # fmt: skip


async def test_whoever_makes_a_ticket_is_told_the_label_with_the_code(
    intake: Harness[Any], channels: Any, customers: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    """C06, X19: when it is taken, handed over, and gets a ticket of its own; nothing where a reason
    is words."""
    await customers.exists(national_id="30111222")
    said = {"national_id": "30111222", "reason": "reclamo TECNICO"}
    known = await channels.missed_call("1", **said)
    other = await channels.missed_call("2", **said | {"reason": "opción 7"})
    for each in (known, other):
        await desk.act("take", each, ana)
    for reason in ("complaint", "No anda"):
        await desk.act("ticket", known, ana, {"reason": reason})
    await desk.act("transfer", known, ana, {"account_id": beto["X-Account-Id"]})

    told = [event.data for each in (known, other) for event in await desk.told(each)]
    assert [(each["reason"], each["reason_label"]) for each in told if "summary" in each] == [
        ("complaint-technical", "Reclamo técnico"), ("complaint", "Reclamos"), ("No anda", None),
        ("complaint-technical", "Reclamo técnico"), ("opción 7", None),
    ]  # fmt: skip


async def test_its_holder_says_what_a_contact_is_about(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers, beto: Headers
) -> None:
    """C06, C40: also of a caller nobody knows; and whatever the channel says later."""
    contact_id = await channels.new_call("1", reason="reclamos")
    await desk.act("take", contact_id, ana)
    body = {"reason": "inquiry-technical"}

    stranger = await desk.act("reason", contact_id, beto, body)
    first, again = [await desk.act("reason", contact_id, ana, body) for _ in range(2)]
    await channels.call("answer", "1", reason="reclamos", user="201")

    assert (stranger.status_code, stranger.json()["code"]) == (409, "contact-is-not-yours")
    assert first.json()["reason_label"] == "Consulta técnica"
    assert again.json()["reason"] == "inquiry-technical"
    (row,) = await intake.rows("select reason, chosen_reason from contact")
    assert row == {"reason": "complaint", "chosen_reason": "inquiry-technical"}
    (told,) = [e for e in await desk.told(contact_id) if "reason" in e.type]
    assert (told.type, told.data["reason_label"]) == (
        "intake.contact-reason-chosen.v1", "Consulta técnica",
    )  # fmt: skip


async def test_only_a_reason_of_the_channel_can_be_chosen(
    channels: Any, desk: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)

    for code in ("cancellation", "nothing"):
        answer = await desk.act("reason", contact_id, ana, {"reason": code})
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown-reason")


async def test_reasons_are_kept_by_those_who_run_the_desk_alone(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    body = {"code": "move", "label": "Mudanza", "parent": "inquiry", "position": 23}
    refused = await intake.client.post(PATH, json=body, headers=ana)
    keyed = boss | {"Idempotency-Key": str(uuid4())}
    first, again = [await intake.client.post(PATH, json=body, headers=keyed) for _ in range(2)]
    taken = await intake.client.post(PATH, json=body, headers=boss)

    assert (refused.status_code, first.status_code) == (403, 201)
    assert again.json() == first.json()
    assert (taken.status_code, taken.json()["code"]) == (409, "code-is-taken")
    assert list(await shown(intake, ana, channel="call"))[-1] == "move"
    (noted,) = await intake.rows("select actor, action, subject from kernel_audit")
    assert noted == {
        "actor": boss["X-Account-Id"], "action": "desk.reason.created", "subject": "move",
    }  # fmt: skip


async def test_a_change_is_of_what_was_read(intake: Harness[Any], boss: Headers) -> None:
    body = {"label": "Reclamo de la red", "parent": "complaint", "channels": ["call"]}
    path = f"{PATH}/complaint-technical"

    without = await intake.client.put(path, json=body, headers=boss)
    first, second = [
        await intake.client.put(path, json=body | {"position": n}, headers=boss | {"If-Match": "1"})
        for n in (1, 2)
    ]
    below_itself = await intake.client.put(
        path, json=body | {"parent": "complaint-technical"}, headers=boss | {"If-Match": "2"}
    )

    assert without.status_code == 422
    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert (second.status_code, second.json()["code"]) == (412, "out-of-date")
    assert (below_itself.status_code, below_itself.json()["code"]) == (409, "reason-misplaced")
    assert (await shown(intake, boss))["complaint-technical"]["position"] == 1


async def test_what_is_not_chosen_any_more_stays_on_old_contacts(
    intake: Harness[Any], channels: Any, boss: Headers, ana: Headers
) -> None:
    await channels.inquiry(reason="cancellation")
    body = {"label": "SOLICITUD DE BAJA", "channels": ["inquiry"], "active": False}
    path = f"{PATH}/cancellation"
    (await intake.client.put(path, json=body, headers=boss | {"If-Match": "1"})).raise_for_status()

    answer = await intake.client.get(
        "/api/v1/contacts", params={"screen": "inquiries"}, headers=ana
    )

    (row,) = answer.json()["items"]
    assert (row["reason"], row["reason_label"]) == ("cancellation", "SOLICITUD DE BAJA")
    assert "cancellation" not in await shown(intake, ana)
    assert "cancellation" in await shown(intake, ana, inactive=True)


async def test_another_process_learns_of_a_change_when_it_reads_anew(
    intake: Harness[Any], boss: Headers, ana: Headers
) -> None:
    settings = cast(Settings, intake.service.settings)
    other = Service(define(settings), settings, "api")
    assert "move" not in await shown(intake, ana)
    async with other.database.begin(fresh_cause()) as tx:
        await tx.settings.reasons.add(Reason("move", "Mudanza"))

    remembered, everything = [await shown(intake, ana, inactive=each) for each in (False, True)]
    await intake.client.put(
        f"{PATH}/information",
        json={"label": "INFORMACIÓN", "channels": ["inquiry"], "position": 5},
        headers=boss | {"If-Match": "1"},
    )

    assert "move" not in remembered
    assert "move" in everything
    assert "move" in await shown(intake, ana)
    await other.engine.dispose()


async def test_what_a_contact_is_about_says_what_its_ticket_is_about(
    intake: Harness[Any], channels: Any, desk: Any, boss: Headers, ana: Headers, beto: Headers
) -> None:
    """E79: told when it is taken, given to a colleague and classified, by the reason itself or by
    the one it is part of."""

    async def names(code: str, category: str | None, **body: Any) -> Any:
        body |= {"label": code, "channels": ["call", "chat"], "category": category}
        headers = boss | {"If-Match": "1"}
        return await intake.client.put(f"{PATH}/{code}", json=body, headers=headers)

    answer = await names("complaint", " no-connection ")
    await names("inquiry-technical", "slowness", parent="inquiry")
    too_long = await names("inquiry", "x" * 61)
    contact_id = await channels.new_call("1", national_id="30111222", reason="Reclamo técnico")
    await desk.act("take", contact_id, ana)
    for code in ("inquiry", "inquiry-technical"):
        await desk.act("reason", contact_id, ana, {"reason": code})
    await desk.act("transfer", contact_id, ana, {"account_id": beto["X-Account-Id"]})

    assert (answer.json()["category"], too_long.status_code) == ("no-connection", 422)
    forms = await shown(intake, ana, channel="inquiry")
    assert [each["category"] for each in forms.values()] == [
        "technical-service", "information", "cancellation",
    ]  # fmt: skip
    told = {"contact-taken.v1", "contact-reason-chosen.v1"}
    said = [
        (each.data.get("category"), each.data.get("category_before"))
        for each in await desk.told(contact_id)
        if each.type.removeprefix("intake.") in told
    ]
    assert said == [
        ("no-connection", None), (None, "no-connection"), ("slowness", None), ("slowness", None),
    ]  # fmt: skip
