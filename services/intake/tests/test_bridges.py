"""Bridges of telephone exchanges, as they are: nothing in them has to be changed (I01)."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest

from chassis_testing.harness import Harness

KEY = "key-of-the-test-exchange"
DOOR = f"/api/v1/intake/calls/{KEY}"


class Sent(NamedTuple):
    """One request."""

    body: bytes
    content_type: str | None
    query: str = ""


class RecordedCall(NamedTuple):
    """A call in the requests of its bridge, and what should become of it."""

    bridge: str
    requests: list[Sent]
    row: dict[str, Any]


def recorded_calls() -> list[RecordedCall]:
    """The shapes that bridges send, in texts whose letters are bytes."""
    file = Path(__file__).with_name("recorded_calls.json")
    return [
        RecordedCall(
            call["bridge"],
            [
                Sent(each["body"].encode("latin-1"), each["content_type"], each.get("query", ""))
                for each in call["requests"]
            ],
            call["row"],
        )
        for call in json.loads(file.read_text())
    ]


CALLS = recorded_calls()


async def send(intake: Harness[Any], sent: Sent, door: str = DOOR) -> httpx2.Response:
    """As the bridge does, which may say nothing of what it sends."""
    headers = {"Content-Type": sent.content_type} if sent.content_type else {}
    address = f"{door}?{sent.query}" if sent.query else door
    return await intake.client.post(address, content=sent.body, headers=headers)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.bridge)
async def test_a_recorded_call_becomes_one_contact(
    intake: Harness[Any], call: RecordedCall
) -> None:
    """I01."""
    answers = [await send(intake, sent) for sent in call.requests]

    assert [answer.status_code for answer in answers] == [202] * len(answers), answers[-1].text
    assert {answer.headers["Content-Type"] for answer in answers} == {"application/json"}
    assert await intake.rows("select state, phone, answered_by from contact") == [call.row]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.bridge)
async def test_in_any_order_and_twice_it_is_the_same_contact(
    intake: Harness[Any], call: RecordedCall
) -> None:
    """I01: bridges retry, and what they sent first may arrive last."""
    for sent in [*reversed(call.requests), *call.requests]:
        assert (await send(intake, sent)).status_code == 202

    (row,) = await intake.rows("select state, phone, answered_by from contact")
    assert row == call.row


async def test_beside_a_body_the_address_says_nothing(intake: Harness[Any]) -> None:
    """I01: the two are never mixed."""
    body = b"event=newCall&callId=body&from=03415550001"
    await send(intake, Sent(body, None, "callId=address&dni=30111222&event=hangup"))

    rows = await intake.rows("select external_id, national_id, state from contact")
    assert rows == [{"external_id": "body", "national_id": None, "state": "live"}]


@pytest.mark.parametrize("word", ["out", "Outbound", "internal"])
async def test_calls_that_nobody_made_to_us_are_ignored(intake: Harness[Any], word: str) -> None:
    """I01: of calls between our own telephones bridges tell as well."""
    body = f"event=newCall&from=201&to=202&callId=1&direction={word}"
    answer = await send(intake, Sent(body.encode(), None))

    assert (answer.status_code, answer.json()["state"]) == (202, "ignored")


FORM = b'--x\r\nContent-Disposition: form-data; name="from"\r\n\r\n\\ud800\r\n--x--\r\n'

BAD = [
    (Sent(b"", None), 422, "wrong-fields"),
    (Sent(b"", None, "event=ring&callId=1"), 422, "wrong-fields"),
    (Sent(b"", None, "&".join(f"f{n}=1" for n in range(101))), 422, "wrong-fields"),
    (Sent(b"{", "application/json"), 400, "malformed-json"),
    (Sent(b"[" * 100_000, None), 400, "malformed-json"),
    (Sent(b'["newCall"]', None), 422, "wrong-fields"),
    (Sent(b"\x00\xff\xfe", None), 422, "wrong-fields"),
    (Sent(b"event=ring&callId=1", None), 422, "wrong-fields"),
    (Sent(b"event=newCall&from=201", None), 422, "wrong-fields"),
    (Sent(b"event=newCall&callId=&from=201", None), 422, "wrong-fields"),
    (Sent(b"event=newCall&from=201&callId=" + b"7" * 251, None), 422, "wrong-fields"),
    (Sent(b"event=newCall&callId=1&from=201&direction=up", None), 422, "wrong-fields"),
    (Sent(b"&".join(b"f%d=1" % n for n in range(101)), None), 422, "wrong-fields"),
    (Sent(b"--x", "multipart/form-data"), 400, "bad-request"),
    (Sent(b"--x\r\n", "multipart/form-data; boundary=x"), 422, "wrong-fields"),
    (Sent(FORM, "multipart/form-data; boundary=x; charset=punycode"), 422, "wrong-fields"),
    (Sent(FORM, "multipart/form-data; boundary=x; charset=undefined"), 422, "wrong-fields"),
    (Sent(b"x" * (2 << 20 | 1), None), 413, "body-too-large"),
]


@pytest.mark.parametrize(("sent", "status", "code"), BAD)
async def test_every_refusal_is_json_with_a_code(
    intake: Harness[Any], sent: Sent, status: int, code: str
) -> None:
    """I01."""
    answer = await send(intake, sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert await intake.rows("select 1 from contact") == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", DOOR, 405),
        ("GET", f"{DOOR}?event=newCall&callId=1&from=201", 405),
        ("PUT", DOOR, 405),
        ("POST", "/api/v1/intake/calls", 404),
        ("POST", f"{DOOR}/more", 404),
        ("POST", "/api/v1/intake/calls/no-channel-has-this-key", 404),
    ],
)
async def test_wrong_addresses_answer_in_json_too(
    intake: Harness[Any], method: str, path: str, status: int
) -> None:
    """I01: a bridge reads nothing else."""
    answer = await intake.client.request(method, path, content=b"event=answer&callId=1")

    assert answer.status_code == status
    assert answer.json()["status"] == status
