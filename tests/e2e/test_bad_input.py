"""Bad input through the gateway: each gets a precise answer, and nothing else is disturbed."""

import json
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer

from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.installation import Installation

pytestmark = pytest.mark.usefixtures("undisturbed")

JSON = {"Content-Type": "application/json"}
TRANSCRIPT = [{"author": "customer", "text": "Hola", "at": "2026-11-23T10:00:00Z"}]


def assert_problem(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code), answer
    assert answer.media_type == "application/problem+json"


async def test_malformed_json(web: Web, doors: dict[str, str], admin: Person) -> None:
    for door in doors.values():
        answer = await web.send("POST", door, headers=JSON, content=b'{"event": "newCall", ')
        assert_problem(answer, 400, "malformed-json")
    headers = {"Authorization": f"Bearer {admin.token}", **JSON}
    answer = await web.send("POST", "/api/v1/tickets", headers=headers, content=b"{")
    assert_problem(answer, 400, "malformed-json")


@pytest.mark.parametrize(
    ("door", "body", "field"),
    [
        ("calls", {"event": "ringing", "callId": "1", "from": "1"}, "event"),
        ("calls", {"event": "newCall", "from": "+5493415551234"}, "callId"),
        ("chats", {"external_id": "1", "transcript": "Hola"}, "transcript"),
        ("inquiries", {"external_id": "1", "reason": "", "text": "x"}, "reason"),
    ],
)
async def test_a_wrong_schema_names_the_field(
    web: Web, doors: dict[str, str], door: str, body: dict[str, Any], field: str
) -> None:
    answer = await web.send("POST", doors[door], json=body)

    assert_problem(answer, 422, "wrong-fields")
    assert field in {error["field"] for error in answer.body["errors"]}


async def test_an_unknown_channel(web: Web) -> None:
    call = {"event": "newCall", "callId": "1", "from": "+5493415551234"}
    answer = await web.send("POST", "/api/v1/intake/calls/nobody-has-this-key", json=call)
    assert_problem(answer, 404, "unknown-channel")


async def test_a_call_of_nobody(web: Web, doors: dict[str, str]) -> None:
    call = {"event": "newCall", "callId": f"mute-{uuid4()}"}
    assert_problem(await web.send("POST", doors["calls"], json=call), 422, "missing-phone")


async def test_a_megabyte_of_description(admin: Person) -> None:
    body = {
        "area": "support",
        "category": "no-connection",
        "title": "Sin conexión",
        "description": "x" * (1 << 20),
    }
    answer = await admin.post("/api/v1/tickets", body)
    assert_problem(answer, 422, "wrong-fields")
    assert [error["field"] for error in answer.body["errors"]] == ["description"]


async def test_more_than_a_request_may_carry(web: Web, doors: dict[str, str]) -> None:
    """A little more: what is refused is still read to its end, so that the answer arrives."""
    answer = await web.send("POST", doors["chats"], headers=JSON, content=b" " * ((2 << 20) + 1024))
    assert_problem(answer, 413, "body-too-large")


async def test_ten_thousand_repetitions_are_one_contact(
    web: Web, installation: Installation, doors: dict[str, str], admin: Person
) -> None:
    """Through the topic, as a channel system that has lost its mind would send them."""
    external_id = f"again-{uuid4()}"
    chat = {"external_id": external_id, "name": "Carla", "transcript": TRANSCRIPT}
    value, headers = json.dumps(chat).encode(), _headers(external_id)
    producer = AIOKafkaProducer(bootstrap_servers=installation.kafka, linger_ms=5)
    async with producer:
        for _ in range(10_000):
            sent = await producer.send(
                "channels.contacts", value, key=external_id.encode(), headers=headers
            )
        await producer.flush()
        await sent
    # The same again by the other door waits its turn, and says whose repetition it is.
    answer = await web.send("POST", doors["chats"], json=chat)
    found = answer.expect("the repetition")

    rows = [row async for row in admin.pages("/api/v1/contacts", screen="chats")]
    details = [
        (await admin.get(f"/api/v1/contacts/{row['id']}")).expect("a contact") for row in rows[:50]
    ]
    assert found["duplicate"] is True
    assert [d["contact"]["id"] for d in details if d["external_id"] == external_id] == [
        found["contact_id"]
    ]


def _headers(external_id: str) -> list[tuple[str, bytes]]:
    return [
        ("ce_specversion", b"1.0"),
        ("ce_id", external_id.encode()),
        ("ce_type", b"channels.chat-received.v1"),
        ("ce_source", b"bot"),
    ]
