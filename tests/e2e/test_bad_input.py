"""Bad input through the gateway: each gets a precise answer, and nothing else is disturbed."""

import asyncio
import base64
import hmac
import json
import time
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer

from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

JSON = {"Content-Type": "application/json"}
TRANSCRIPT = [{"author": "customer", "text": "Hola", "at": "2026-11-23T10:00:00Z"}]


def assert_problem(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code), answer
    assert answer.media_type == "application/problem+json"


@pytest.fixture
def keys(installation: Installation) -> dict[str, str]:
    """The channel systems' keys."""
    found: dict[str, str] = json.loads(installation.secret("channel-keys.json"))
    return found


@pytest.fixture
def doors(keys: dict[str, str]) -> dict[str, str]:
    """Where channel systems report."""
    return {
        "calls": f"/api/v1/intake/calls/{keys['pbx']}",
        "chats": f"/api/v1/intake/chats/{keys['bot']}",
        "inquiries": f"/api/v1/intake/inquiries/{keys['portal']}",
    }


@pytest_asyncio.fixture(autouse=True)
async def undisturbed(web: Web, doors: dict[str, str], admin: Person) -> AsyncIterator[None]:
    """Whatever a test does: nothing is set aside, and the next call is taken."""
    before = await _set_aside(admin)
    yield
    assert await _set_aside(admin) == before
    call = {"event": "newCall", "callId": f"after-{uuid4()}", "from": "+5493415551234"}
    assert (await web.send("POST", doors["calls"], json=call)).status == 202


async def _set_aside(admin: Person) -> list[Any]:
    found: list[Any] = []
    for service in ("intake", "tickets", "orders", "iclass-bridge"):
        found += (await admin.get(f"/api/v1/{service}/kernel/parked")).expect("parked")
        pages = admin.pages(f"/api/v1/{service}/kernel/quarantine")
        found += [row async for row in pages]
    return found


async def _chat(web: Web, doors: dict[str, str]) -> str:
    body = {"external_id": f"chat-{uuid4()}", "name": "Carla", "transcript": TRANSCRIPT}
    answer = await web.send("POST", doors["chats"], json=body)
    contact_id: str = answer.expect("a chat")["contact_id"]
    return contact_id


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
        ("inquiries", {"external_id": "1", "reason": "spam", "text": "x"}, "reason"),
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
    answer = await web.send("POST", doors["chats"], headers=JSON, content=b" " * (3 << 20))
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


def _signed(secret: bytes, body: bytes) -> dict[str, str]:
    identity, stamp = str(uuid4()), str(int(time.time()))
    content = b".".join((identity.encode(), stamp.encode(), body))
    signature = base64.b64encode(hmac.digest(secret, content, sha256)).decode()
    return {
        "webhook-id": identity,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
        **JSON,
    }


def _event() -> bytes:
    event = {
        "eventId": str(uuid4()),
        "kind": "en_route",
        "workOrderNumber": "IC-999999",
        "externalReference": str(uuid4()),
        "occurredAt": "2026-11-23T10:00:00Z",
        "technician": {"id": "T-01", "name": "Ramiro Sosa"},
        "sequence": 1,
    }
    return json.dumps(event).encode()


async def test_a_wrong_signature(web: Web) -> None:
    body = _event()
    headers = _signed(b"not the secret", body)
    answer = await web.send("POST", "/api/v1/iclass/webhook", headers=headers, content=body)
    assert_problem(answer, 401, "wrong-signature")


async def test_an_unknown_order_in_a_webhook(web: Web, installation: Installation) -> None:
    """Signed as it should be, about an order that nobody made."""
    body = _event()
    headers = _signed(installation.secret("iclass-webhook-secret").encode(), body)
    answer = await web.send("POST", "/api/v1/iclass/webhook", headers=headers, content=body)
    assert_problem(answer, 404, "unknown-order")


async def test_an_illegal_transition(admin: Person, cast: Cast) -> None:
    body = {
        "area": "support",
        "category": "no-connection",
        "title": "Sin conexión",
        "description": "No navega.",
    }
    ticket = (await admin.post("/api/v1/tickets", body)).expect("a ticket")
    closing = {"closing_text": "Listo."}
    answer = await cast.supervisors[0].post(f"/api/v1/tickets/{ticket['id']}/close", closing)
    assert_problem(answer, 409, "ticket-not-finished")


async def test_taking_what_is_taken(web: Web, doors: dict[str, str], cast: Cast) -> None:
    """C23: one winner; the others hear who it was."""
    contact_id = await _chat(web, doors)
    path = f"/api/v1/contacts/{contact_id}/take"
    answers = await asyncio.gather(*(operator.post(path) for operator in cast.operators))

    winners = [
        operator for operator, answer in zip(cast.operators, answers, strict=True) if answer.ok
    ]
    assert len(winners) == 1
    for answer in answers:
        if not answer.ok:
            assert_problem(answer, 409, "contact-is-taken")
            assert answer.body["taken_by"] == winners[0].name


async def test_taking_what_is_not_there(cast: Cast) -> None:
    answer = await cast.operators[0].post(f"/api/v1/contacts/{uuid4()}/take")
    assert_problem(answer, 404, "not-found")


async def test_an_order_of_a_ticket_that_is_not_there(cast: Cast) -> None:
    body = {"ticket_id": str(uuid4()), "description": "Revisar acometida."}
    assert_problem(await cast.operators[0].post("/api/v1/orders", body), 404, "ticket-unknown")
