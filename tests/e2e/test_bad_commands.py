"""Commands that cannot be carried out and news that cannot be true: refused with a precise code."""

import asyncio
import base64
import hmac
import json
import time
from hashlib import sha256
from uuid import uuid4

import pytest

from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

pytestmark = pytest.mark.usefixtures("undisturbed")

JSON = {"Content-Type": "application/json"}
TRANSCRIPT = [{"author": "customer", "text": "Hola", "at": "2026-11-23T10:00:00Z"}]


def assert_problem(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code), answer
    assert answer.media_type == "application/problem+json"


async def _chat(web: Web, doors: dict[str, str]) -> str:
    body = {"external_id": f"chat-{uuid4()}", "name": "Carla", "transcript": TRANSCRIPT}
    answer = await web.send("POST", doors["chats"], json=body)
    contact_id: str = answer.expect("a chat")["contact_id"]
    return contact_id


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
