"""What channel systems get wrong: each gets a precise answer, and nothing else is disturbed."""

import asyncio
from typing import Any

import pytest

from chassis_testing.harness import Harness

KEY = "key-of-the-test-exchange"
DOORS = ("calls", "chats", "inquiries")
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("door", DOORS)
async def test_an_unknown_channel_is_not_found(channels: Any, door: str) -> None:
    answer = await channels.send(door, {}, key="key-of-nobody-we-know")

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-channel")


@pytest.mark.parametrize("door", DOORS)
async def test_malformed_json_is_a_bad_request(intake: Harness[Any], door: str) -> None:
    answer = await intake.client.post(
        f"/api/v1/intake/{door}/{KEY}", content=b'{"event": ', headers=JSON
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-json")


@pytest.mark.parametrize(
    ("door", "body", "field"),
    [
        ("calls", {"callId": "1", "from": "+543415550001"}, "event"),
        ("calls", {"event": "ring", "callId": "1"}, "event"),
        ("calls", {"event": "hangup"}, "callId"),
        ("calls", {"event": "hangup", "callId": ""}, "callId"),
        ("calls", {"event": "hangup", "callId": "1", "cause": "x" * 301}, "cause"),
        ("calls", ["hangup"], "body"),
        ("chats", {"external_id": "1"}, "transcript"),
        ("chats", {"transcript": []}, "external_id"),
        ("inquiries", {"external_id": "1", "text": "a", "national_id": "1"}, "reason"),
        (
            "inquiries",
            {"external_id": "1", "text": "a", "national_id": "1", "reason": ""},
            "reason",
        ),
    ],
)
async def test_wrong_fields_are_named(
    intake: Harness[Any], channels: Any, door: str, body: Any, field: str
) -> None:
    answer = await channels.send(door, body)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await intake.rows("select 1 from contact") == []


async def test_a_wrong_event_is_told_in_the_words_of_who_sends_it(channels: Any) -> None:
    """`new_call` is the topic's word; it was never in what bridges are told to send."""
    answer = await channels.send("calls", {"event": "ring", "callId": "1"})

    (error,) = answer.json()["errors"]
    assert error["message"] == "Input should be 'newCall', 'answer' or 'hangup'"


async def test_a_broken_form_is_a_bad_request(intake: Harness[Any]) -> None:
    answer = await intake.client.post(
        f"/api/v1/intake/calls/{KEY}",
        content=b"--x\r\nnothing",
        headers={"Content-Type": "multipart/form-data"},
    )

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("size", [1 << 20, 3 << 20])
async def test_a_description_of_a_megabyte_is_refused(
    intake: Harness[Any], channels: Any, size: int
) -> None:
    body = {"external_id": "1", "reason": "information", "national_id": "1", "text": "x" * size}
    answer = await channels.send("inquiries", body)

    assert answer.status_code == (422 if size == 1 << 20 else 413)
    assert await intake.rows("select 1 from contact") == []


async def test_the_largest_chat_leaves_small_events(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    line = {"author": "customer", "text": "\x01" * 2_000, "at": "2026-11-20T12:00:00Z"}
    contact_id = await channels.chat("1", transcript=[line] * 150)
    answer = await intake.client.post(f"/api/v1/contacts/{contact_id}/take", headers=ana)
    assert answer.is_success, answer.text

    taken = (await intake.emitted())[-1]
    assert taken.type == "intake.contact-taken.v1"
    assert len(taken.data["summary"]) <= 2_000


async def test_the_same_call_hundreds_of_times_is_one_contact(
    intake: Harness[Any], channels: Any
) -> None:
    contact_id = await channels.new_call("c1")
    limit = asyncio.Semaphore(20)

    async def again() -> str:
        async with limit:
            return str(await channels.new_call("c1"))

    answers = await asyncio.gather(*(again() for _ in range(300)))

    assert set(answers) == {str(contact_id)}
    assert await intake.rows("select count(*) from contact") == [{"count": 1}]
    assert len(await intake.emitted()) == 1


async def test_a_text_with_a_nul_is_kept_without_it(intake: Harness[Any], channels: Any) -> None:
    body = {
        "external_id": "a\x00b",
        "reason": "information",
        "national_id": "3\x000",
        "text": "hola\x00",
        "name": "\x00",
    }
    assert (await channels.send("inquiries", body)).status_code == 202

    (row,) = await intake.rows("select external_id, national_id from contact")
    assert row == {"external_id": "a\ufffdb", "national_id": "3\ufffd0"}
