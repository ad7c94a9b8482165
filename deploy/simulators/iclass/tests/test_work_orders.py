"""The work-order API, as the provider's systems use it."""

import re
from collections.abc import Callable
from typing import Any

import httpx2

Order = Callable[..., dict[str, Any]]
NEW_SLOT = {"schedule": {"date": "2026-11-25", "from": "14:00", "to": "18:00"}}


def create(client: httpx2.Client, body: dict[str, Any]) -> str:
    answer = client.post("/api/work-orders", json=body)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["workOrderNumber"]
    return number


def test_a_work_order_is_made_and_can_be_read_back(shared: httpx2.Client, an_order: Order) -> None:
    body = an_order()

    number = create(shared, body)

    read = shared.get(f"/api/work-orders/{number}").json()
    assert re.fullmatch(r"IC-\d{6}", number)
    assert read["state"] == "scheduled"
    assert read["technician"] == {"id": "T-01", "name": "Ramiro Sosa"}
    for field in ("externalReference", "orderType", "customer", "notes", "schedule"):
        assert read[field] == body[field]
    found = shared.get("/api/work-orders", params={"externalReference": body["externalReference"]})
    assert found.json() == read


def test_the_same_reference_again_gives_the_same_order(
    shared: httpx2.Client, an_order: Order
) -> None:
    body = an_order()
    number = create(shared, body)

    again = shared.post("/api/work-orders", json=body | {"notes": "Otra descripción."})

    assert again.status_code == 200
    assert again.json()["workOrderNumber"] == number
    reference = body["externalReference"]
    query = {"kind": "creates", "externalReference": reference}
    creates = shared.get("/api/journal", params=query).json()["creates"]
    assert creates == {reference: {"attempted": 2, "effective": 1}}


def test_an_idempotency_key_belongs_to_one_request(shared: httpx2.Client, an_order: Order) -> None:
    body, key = an_order(), {"idempotency-key": "dispatch-1"}
    first = shared.post("/api/work-orders", json=body, headers=key)

    same = shared.post("/api/work-orders", json=body, headers=key)
    other = shared.post("/api/work-orders", json=an_order(), headers=key)

    assert (first.status_code, same.status_code, other.status_code) == (201, 200, 422)
    assert same.json() == first.json()
    assert other.json()["error"]["code"] == "idempotency_key_reused"


def test_orders_without_a_technician_go_round(shared: httpx2.Client, an_order: Order) -> None:
    numbers = [create(shared, an_order(technician=None)) for _ in range(9)]

    technicians = [
        shared.get(f"/api/work-orders/{number}").json()["technician"]["id"] for number in numbers
    ]

    everyone = {one["id"] for one in shared.get("/api/technicians").json()}
    assert set(technicians[:8]) == everyone
    assert technicians[8] == technicians[0]


def test_an_order_is_moved_and_called_off(shared: httpx2.Client, an_order: Order) -> None:
    number = create(shared, an_order())
    path = f"/api/work-orders/{number}"

    moved = shared.post(f"{path}/reschedule", json=NEW_SLOT)
    cancelled = shared.post(f"{path}/cancel", json={"reason": "Se resolvió a distancia"})
    cancelled_again = shared.post(f"{path}/cancel", json={})
    moved_too_late = shared.post(f"{path}/reschedule", json=NEW_SLOT)

    assert moved.json()["schedule"] == NEW_SLOT["schedule"]
    assert cancelled.json()["state"] == "cancelled"
    assert cancelled_again.json() == cancelled.json()
    assert moved_too_late.status_code == 409
    assert moved_too_late.json()["error"]["code"] == "work_order_closed"


def test_order_types_have_their_own_codes(shared: httpx2.Client) -> None:
    codes = {one["code"] for one in shared.get("/api/order-types").json()}

    assert {"REP-FTTH", "INST-FTTH", "RET-EQ", "VIS-TEC"} <= codes
