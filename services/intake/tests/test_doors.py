"""The HTTP doors of channel systems."""

import asyncio
import json
from typing import Any

import pytest

from chassis_testing.harness import Harness

KEY = "key-of-the-test-exchange"
CALLS = f"/api/v1/intake/calls/{KEY}"
FORM = "event=newCall&from=%2B543415550001&callId=77&user=201&user=202"
MULTIPART = (
    "--x\r\nContent-Disposition: form-data; name=event\r\n\r\nnewCall\r\n"
    "--x\r\nContent-Disposition: form-data; name=from\r\n\r\n+543415550001\r\n"
    "--x\r\nContent-Disposition: form-data; name=callid\r\n\r\n77\r\n--x--\r\n"
)
JSON = '{"event": "newCall", "from": "+543415550001", "call_id": 77, "user": ["201", "202"]}'


async def test_a_new_call_is_committed_before_it_is_accepted(intake: Harness[Any]) -> None:
    body = {"event": "newCall", "callId": 77, "from": "0341 15 555-0001", "to": "0800"}
    answer = await intake.client.post(CALLS, json=body)

    assert answer.status_code == 202
    (row,) = await intake.rows("select * from contact")
    assert answer.json() == {"contact_id": str(row["id"]), "state": "live", "duplicate": False}
    assert (row["external_id"], row["phone"]) == ("77", "+5493415550001")
    (event,) = await intake.emitted()
    assert event.type == "intake.contact-received.v1"
    assert (event.key, event.sequence) == (str(row["id"]), 1)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (JSON, "application/json"),
        (JSON, None),
        (JSON, "text/plain"),
        (JSON, "application/x-www-form-urlencoded"),
        (FORM, "application/x-www-form-urlencoded"),
        (FORM, None),
        (MULTIPART, "multipart/form-data; boundary=x"),
    ],
)
async def test_bridges_send_calls_as_they_please(
    intake: Harness[Any], content: str, content_type: str | None
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = await intake.client.post(CALLS, content=content.encode(), headers=headers)

    assert answer.status_code == 202, answer.text
    (row,) = await intake.rows("select external_id, phone from contact")
    assert row == {"external_id": "77", "phone": "+543415550001"}


async def test_answer_and_hang_up_need_not_repeat_the_phone(channels: Any) -> None:
    contact_id = await channels.new_call("c1")
    answered = await channels.call("answer", "c1", user="201")
    ended = await channels.call("hangup", "c1", cause="normalClearing")

    assert [answered.json()["state"], ended.json()["state"]] == ["live", "closed"]
    assert ended.json()["contact_id"] == str(contact_id)


@pytest.mark.parametrize("missing", [{}, {"from": ""}, {"from": "?"}, {"from": None}])
async def test_a_new_call_of_nobody_is_refused(
    intake: Harness[Any], channels: Any, missing: dict[str, Any]
) -> None:
    """C41."""
    answer = await channels.call("newCall", "c1", **missing)

    assert (answer.status_code, answer.json()["code"]) == (422, "missing-phone")
    assert await intake.rows("select 1 from contact") == []


@pytest.mark.parametrize("hidden", ["anonymous", "Anonymous", "sip:anonymous@pbx", "privado"])
async def test_a_caller_may_hide_the_number(
    intake: Harness[Any], channels: Any, hidden: str
) -> None:
    await channels.new_call("c1", **{"from": hidden})

    assert await intake.rows("select phone from contact") == [{"phone": None}]


async def test_what_the_voice_menu_collected_identifies_the_caller(
    intake: Harness[Any], channels: Any, customers: Any
) -> None:
    """C03, C10: the menu's words before the customer's."""
    customer_id = await customers.exists()
    await channels.new_call("c1", dni="30.111.222", city="Funes", reason="Reclamo técnico")

    (row,) = await intake.rows("select * from contact")
    assert (row["screen"], row["customer_id"]) == ("calls", customer_id)
    assert (row["city"], row["customer_city"], row["customer_name"]) == (
        "Funes",
        "Rosario",
        "Ana Pérez",
    )


async def test_calls_that_we_make_are_no_contacts(intake: Harness[Any], channels: Any) -> None:
    answer = await channels.call("newCall", "c1", direction="out", **{"from": "201"})

    assert answer.status_code == 202
    assert answer.json() == {"contact_id": None, "state": "ignored", "duplicate": False}
    assert await intake.rows("select 1 from contact") == []


async def test_a_chat_keeps_what_was_said(intake: Harness[Any], channels: Any, ana: Any) -> None:
    """C29, C30."""
    contact_id = await channels.chat(name="Juan", phone="0341 4555 000")

    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}/transcript", headers=ana)

    assert [line["author"] for line in answer.json()] == ["bot", "customer"]
    assert answer.json()[1]["text"] == "Sin internet"
    (row,) = await intake.rows("select state, screen, phone from contact")
    assert row == {"state": "open", "screen": "chats", "phone": "+543414555000"}


async def test_a_call_keeps_what_the_bot_heard(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    """C04, C29, C30: with whichever step it comes, in JSON or a form; the longest tells all."""
    lines = [
        {"author": "bot", "text": "Diga qué necesita", "at": "2026-11-20T12:00:00Z"},
        {"author": "customer", "text": "No tengo internet", "at": "2026-11-20T12:00:09Z"},
    ]
    silent = await channels.missed_call("c0", dni="30111222")
    contact_id = await channels.new_call("c1", dni="30111222", transcript=lines[:1])
    form = {"event": "hangup", "callId": "c1", "cause": "cancel", "transcript": json.dumps(lines)}
    for body in (form, {"event": "newCall", "callId": "c1", "from": "anonymous"}):
        assert (await intake.client.post(CALLS, data=body)).status_code == 202
    await channels.call("newCall", "c1", transcript=lines[:1], **{"from": "anonymous"})

    told, nothing = [
        (await intake.client.get(f"/api/v1/contacts/{each}/transcript", headers=ana)).json()
        for each in (contact_id, silent)
    ]
    answer = await intake.client.get("/api/v1/contacts", params={"screen": "calls"}, headers=ana)

    assert [line["text"] for line in told] == ["Diga qué necesita", "No tengo internet"]
    assert nothing == []
    rows = answer.json()["items"]
    assert {row["id"]: "transcript" in row["allowed_actions"] for row in rows} == {
        str(contact_id): True,
        str(silent): False,
    }


async def test_what_is_no_transcript_is_refused(intake: Harness[Any]) -> None:
    body = {"event": "hangup", "callId": "c1", "transcript": "Hola"}
    answer = await intake.client.post(CALLS, data=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_an_inquiry_is_open_with_its_text(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    """C49, C53."""
    contact_id = await channels.inquiry()

    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=ana)

    detail = answer.json()
    assert detail["contact"]["state"] == {"code": "open", "label": "ABIERTO"}
    assert detail["contact"]["reason_label"] == "SOLICITO SERVICIO TECNICO"
    assert [line["text"] for line in detail["transcript"]] == ["No me anda el wifi"]


async def test_the_same_report_again_is_a_duplicate(intake: Harness[Any], channels: Any) -> None:
    first = await channels.chat("chat-1")
    again = await channels.send("chats", {"external_id": "chat-1", "transcript": []})

    assert again.json() == {"contact_id": str(first), "state": "open", "duplicate": True}
    assert len(await intake.emitted()) == 1


async def test_the_same_name_at_two_channels_is_two_contacts(channels: Any) -> None:
    chat, inquiry, call = (
        await channels.chat("1"),
        await channels.inquiry("1"),
        await channels.new_call("1"),
    )
    other = await channels.send(
        "chats", {"external_id": "1", "transcript": []}, key="key-of-the-test-portal"
    )

    assert len({str(chat), str(inquiry), str(call), other.json()["contact_id"]}) == 4


async def test_the_same_call_told_by_many_at_once_is_one_contact(
    intake: Harness[Any], channels: Any
) -> None:
    steps = [("newCall", {"from": "+543415550001"}), ("answer", {}), ("hangup", {})] * 10
    answers = await asyncio.gather(
        *(channels.call(event, "c1", **fields) for event, fields in steps)
    )

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["contact_id"] for answer in answers}) == 1
    (row,) = await intake.rows("select state, phone, version from contact")
    assert (row["state"], row["phone"]) == ("closed", "+543415550001")
    sequences = [event.sequence for event in await intake.emitted()]
    assert sequences == list(range(1, row["version"] + 1))
