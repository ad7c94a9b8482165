"""The door Iclass knocks on: who may enter."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis_testing.harness import Harness
from contracts.iclass import TechnicianEventV1
from iclass_bridge.application.ports import Transaction
from iclass_simulator.doors.signing import signed_headers

Bridge = Harness[Transaction]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
Told = Callable[..., TechnicianEventV1]
Types = Callable[[UUID], Awaitable[list[str]]]

PATH = "/api/v1/iclass/webhook"
SECRET = b"a secret nobody guesses"


def signed(body: bytes, *, secret: bytes = SECRET, age: int = 0) -> dict[str, str]:
    headers = signed_headers(secret, str(uuid4()), int(time.time()) - age, body)
    return {**headers, "content-type": "application/json"}


async def post(bridge: Bridge, body: bytes, headers: dict[str, str]) -> httpx2.Response:
    return await bridge.client.post(PATH, content=body, headers=headers)


async def test_a_signed_event_has_its_effect(
    bridge: Bridge, a_dispatch: ADispatch, told: Told, emitted_types: Types
) -> None:
    order_id, number = await a_dispatch()
    body = told(order_id, number, "en_route", 2).model_dump_json().encode()

    answer = await post(bridge, body, signed(body))

    assert (answer.status_code, answer.json()["status"]) == (200, "applied")
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]
    assert (await bridge.emitted())[-1].data["technician"] == "Ramiro Sosa"


def _without(name: str) -> Callable[[bytes], dict[str, str]]:
    return lambda body: {k: v for k, v in signed(body).items() if k != name}


def _with(name: str, value: str) -> Callable[[bytes], dict[str, str]]:
    return lambda body: {**signed(body), name: value}


CORPUS: dict[str, tuple[Callable[[bytes], dict[str, str]], str]] = {
    "no signature": (_without("webhook-signature"), "signature-required"),
    "no timestamp": (_without("webhook-timestamp"), "signature-required"),
    "no id": (_without("webhook-id"), "signature-required"),
    "empty": (_with("webhook-signature", ""), "signature-required"),
    "another secret": (lambda body: signed(body, secret=b"x"), "wrong-signature"),
    "no version": (_with("webhook-signature", "abc"), "wrong-signature"),
    "another version": (
        lambda body: {
            k: v.replace("v1,", "v1a,") if k == "webhook-signature" else v
            for k, v in signed(body).items()
        },
        "wrong-signature",
    ),
    "not base64": (_with("webhook-signature", "v1,****"), "wrong-signature"),
    "not ascii": (_with("webhook-signature", "v1,\xe9"), "wrong-signature"),
    "another id": (_with("webhook-id", "x"), "wrong-signature"),
    "stale": (lambda body: signed(body, age=400), "stale-signature"),
    "from the future": (lambda body: signed(body, age=-400), "stale-signature"),
    "not a time": (_with("webhook-timestamp", "now"), "stale-signature"),
    "a strange digit": (_with("webhook-timestamp", "\xb2"), "stale-signature"),
    "more digits than a number may have": (
        _with("webhook-timestamp", "9" * 5_000),
        "stale-signature",
    ),
    "another time": (
        lambda body: {**signed(body), "webhook-timestamp": str(int(time.time()) - 60)},
        "wrong-signature",
    ),
    "another body": (lambda body: signed(body + b" "), "wrong-signature"),
    "a bearer token": (lambda _: {"authorization": "Bearer x"}, "signature-required"),
}


@pytest.mark.parametrize("case", CORPUS)
async def test_nobody_else_may_enter(
    bridge: Bridge, a_dispatch: ADispatch, told: Told, emitted_types: Types, case: str
) -> None:
    order_id, number = await a_dispatch()
    body = told(order_id, number, "en_route", 2).model_dump_json().encode()
    headers_for, code = CORPUS[case]
    headers = [(k.encode(), v.encode("latin-1")) for k, v in headers_for(body).items()]

    answer = await bridge.client.post(PATH, content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert await emitted_types(order_id) == ["dispatch-confirmed"]
    assert await bridge.rows("select 1 from technician_event") == []


async def test_any_of_several_signatures_and_secrets_will_do(
    bridge: Bridge, a_dispatch: ADispatch, told: Told, tmp_path: Any
) -> None:
    order_id, number = await a_dispatch()
    body = told(order_id, number, "en_route", 2).model_dump_json().encode()
    headers = signed(body)
    headers["webhook-signature"] = f"v1,AAAA v2,xyz {headers['webhook-signature']}"

    assert (await post(bridge, body, headers)).status_code == 200


async def test_the_same_request_again_is_taken_and_changes_nothing(
    bridge: Bridge, a_dispatch: ADispatch, told: Told, emitted_types: Types
) -> None:
    """A58"""
    order_id, number = await a_dispatch()
    body = told(order_id, number, "completed", 2, resolution="Listo").model_dump_json().encode()
    headers = signed(body)

    answers = await asyncio.gather(*(post(bridge, body, headers) for _ in range(5)))

    assert [answer.status_code for answer in answers] == [200] * 5
    assert sorted(answer.json()["duplicate"] for answer in answers) == [False] + [True] * 4
    assert await emitted_types(order_id) == ["dispatch-confirmed", "work-completed"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"", 400, "malformed-json"),
        (b"\xff", 400, "malformed-json"),
        (b"[]", 422, "wrong-fields"),
        (b'{"kind": "teleported"}', 422, "wrong-fields"),
    ],
)
async def test_what_is_signed_but_not_an_event_is_said_to_be_so(
    bridge: Bridge, body: bytes, status: int, code: str
) -> None:
    answer = await post(bridge, body, signed(body))

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_what_is_said_beside_an_event_is_json_as_well(bridge: Bridge, told: Told) -> None:
    """It is kept and shown: one that cannot be shown would hide all the others."""
    body = told(uuid4(), "IC-1", "en_route", 2).model_dump_json().encode()
    body = body.replace(b"{", b'{"battery": NaN, ', 1)

    answer = await post(bridge, body, signed(body))

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-json")
    reader = await bridge.account("dispatches.read")
    kept = await bridge.client.get("/api/v1/dispatches/events", headers=reader)
    assert kept.json()["items"] == []


async def test_wrong_fields_are_named_in_their_words(bridge: Bridge, told: Told) -> None:
    event = told(uuid4(), "IC-1", "en_route", 2).model_dump(mode="json")
    body = b'{"eventId": "1", "sequence": 1%s}' % (b"0" * 400)

    answer = await post(bridge, body, signed(body))

    named = {error["field"] for error in answer.json()["errors"]}
    assert named >= {"eventId", "sequence", "kind", "workOrderNumber", "technician"}
    assert event["kind"] == "en_route"


async def test_an_unknown_order_is_refused_and_its_event_kept(bridge: Bridge, told: Told) -> None:
    event = told(uuid4(), "IC-1", "en_route", 2)
    body = event.model_dump_json().encode()

    answer = await post(bridge, body, signed(body))

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-order")
    reader = await bridge.account("dispatches.read")
    kept = await bridge.client.get("/api/v1/dispatches/events?status=unknown-order", headers=reader)
    (row,) = kept.json()["items"]
    assert (row["event_id"], row["door"]) == (str(event.event_id), "webhook")
    assert row["body"]["workOrderNumber"] == "IC-1"


async def test_an_enormous_body_is_refused(bridge: Bridge) -> None:
    body = b'{"text": "' + b"x" * (2 << 20) + b'"}'

    answer = await post(bridge, body, signed(body))

    assert answer.status_code == 413
