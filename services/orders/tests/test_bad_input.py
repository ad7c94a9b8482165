"""What is refused, and how precisely."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from orders.application.ports import Transaction
from orders.inbound import http, reading

Orders = Harness[Transaction]
Act = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]

SLOT = {"day": "2999-11-24", "start": "09:00", "end": "12:00"}
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "dispatch": ("orders.dispatch", {}),
    "follow-ups": ("orders.follow-up", {"body": "x"}),
    "reschedule": ("orders.schedule", {"reason": "x"}),
    "slots": ("orders.schedule", SLOT),
    "finish": ("orders.finish", {"resolution": "x"}),
    "cancel": ("orders.cancel", {"reason": "x"}),
    "reconcile": ("orders.dispatch", {"note": "x"}),
}


def test_every_route_declares_exactly_one_policy() -> None:
    for route in (*http.router.routes, *reading.router.routes):
        assert len(policy_names(route.dependant)) == 1, route.path  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_needs_its_own_permission(
    orders: Orders, an_order: AnOrder, command: str
) -> None:
    order = await an_order()
    permission, body = COMMANDS[command]
    others = {needed for needed, _ in COMMANDS.values()} - {permission}
    path = f"/api/v1/orders/{order['id']}/{command}"

    anonymous = await orders.client.post(path, json=body)
    stranger = await orders.client.post(path, json=body, headers=await orders.account(*others))

    assert (anonymous.status_code, stranger.status_code) == (401, 403)


@pytest.mark.parametrize("command", COMMANDS)
async def test_an_unknown_order_is_not_found(act: Act, command: str) -> None:
    status, problem = await act(str(uuid4()), command, **COMMANDS[command][1])

    assert (status, problem["code"]) == (404, "order-unknown")


@pytest.mark.parametrize("path", ["/api/v1/orders", "/api/v1/order-types"])
async def test_reading_needs_an_account_with_the_right_to(orders: Orders, path: str) -> None:
    assert (await orders.client.get(path)).status_code == 401
    other = await orders.account("tickets.read")
    assert (await orders.client.get(path, headers=other)).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", ""),
        ("description", "   "),
        ("description", "x" * 5_001),
        ("description", "a\x00b"),
        ("description", None),
        ("ticket_id", "1"),
        ("order_type", "Servicio Técnico"),
        ("contract_id", "x"),
        ("state", "finished"),
        ("created_by", str(UUID(int=7))),
    ],
)
async def test_wrong_fields_are_named(
    orders: Orders, dispatcher: dict[str, str], field: str, value: object
) -> None:
    """A10, and nobody sets what is not asked for"""
    body = {"ticket_id": str(uuid4()), "description": "x", field: value}

    answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_half_a_character_is_not_text(orders: Orders, dispatcher: dict[str, str]) -> None:
    headers = {**dispatcher, "content-type": "application/json"}
    body = b'{"ticket_id": "%s", "description": "\\ud800"}' % str(uuid4()).encode()

    answer = await orders.client.post("/api/v1/orders", content=body, headers=headers)

    assert answer.status_code in (400, 422)


async def test_a_body_that_is_not_json_is_said_to_be_so(
    orders: Orders, dispatcher: dict[str, str]
) -> None:
    headers = {**dispatcher, "content-type": "application/json"}

    answer = await orders.client.post("/api/v1/orders", content=b'{"ticket', headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-json")


async def test_an_order_type_must_be_in_the_catalogue(
    orders: Orders, an_order: AnOrder, dispatcher: dict[str, str]
) -> None:
    order = await an_order()
    body = {"ticket_id": order["ticket_id"], "description": "x", "order_type": "no-such-type"}

    answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-order-type")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end": "09:00"}, "slot-ends-before-it-starts"),
        ({"day": "2020-01-01"}, "slot-in-the-past"),
        ({"day": "2026-02-30"}, "wrong-fields"),
        ({"start": "25:00"}, "wrong-fields"),
        ({"start": "09:00Z"}, "wrong-fields"),
        ({"extra": 1}, "wrong-fields"),
    ],
)
async def test_a_slot_is_a_window_to_come(
    an_order: AnOrder, act: Act, changes: dict[str, Any], code: str
) -> None:
    order = await an_order()

    status, problem = await act(order["id"], "slots", **{**SLOT, **changes})

    assert (status, problem["code"]) == (422, code)


@pytest.mark.parametrize(
    "query",
    ["state=pendiente", "order_type=A%20B", "ticket_id=1", "limit=0", "limit=201", "after=x"],
)
async def test_a_wrong_filter_is_refused(
    orders: Orders, dispatcher: dict[str, str], query: str
) -> None:
    answer = await orders.client.get(f"/api/v1/orders?{query}", headers=dispatcher)

    assert answer.status_code == 422, answer.text
