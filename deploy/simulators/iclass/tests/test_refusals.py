"""What the simulator does not accept, and how it says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from iclass_simulator.testing.process import SimulatorProcess

Order = Callable[..., dict[str, Any]]
MINE = "/api/app/technicians/T-01/orders"
NEW_SLOT = {"schedule": {"date": "2026-11-25", "from": "14:00", "to": "18:00"}}


@pytest.mark.parametrize("path", ["/api/order-types", "/api/journal", "/api/nowhere"])
@pytest.mark.parametrize("given", ["Bearer wrong", "", "Basic abc", "Bearer ñ"])
def test_a_wrong_key_is_refused(shared: httpx2.Client, path: str, given: str) -> None:
    answer = shared.get(path, headers={b"authorization": given.encode()})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "wrong_key"


def test_a_body_that_is_not_json_is_refused(shared: httpx2.Client) -> None:
    answer = shared.post(
        "/api/work-orders", content=b'{"notes": ', headers={"content-type": "application/json"}
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "malformed_json"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"notes": " "}, "notes"),
        ({"customer": {"name": "Ana"}}, "customer.address"),
        ({"schedule": {"date": "2026-11-23", "from": "12:00", "to": "09:00"}}, "schedule"),
        ({"externalReference": None}, "externalReference"),
        ({"notes": "x" * 1_000_000}, "notes"),
    ],
)
def test_an_invalid_field_is_named(
    shared: httpx2.Client, an_order: Order, change: dict[str, Any], field: str
) -> None:
    answer = shared.post("/api/work-orders", json=an_order(**change))

    assert answer.status_code == 422
    assert [detail["field"] for detail in answer.json()["error"]["details"]] == [field]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"orderType": "TECHNICAL"}, 422, "unknown_order_type"),
        ({"technician": "T-99"}, 404, "unknown_technician"),
    ],
)
def test_what_the_catalogue_does_not_have_is_refused(
    shared: httpx2.Client, an_order: Order, change: dict[str, Any], status: int, code: str
) -> None:
    answer = shared.post("/api/work-orders", json=an_order(**change))

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/work-orders/IC-999999"),
        ("POST", "/api/work-orders/IC-999999/reschedule"),
        ("POST", "/api/work-orders/IC-999999/cancel"),
        ("GET", f"/api/work-orders?externalReference={UUID(int=7)}"),
    ],
)
def test_an_unknown_order_is_a_404(shared: httpx2.Client, method: str, path: str) -> None:
    answer = shared.request(method, path, json=NEW_SLOT if method == "POST" else None)

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "unknown_work_order"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"{MINE}/IC-999999/en-route", None, 404),
        ("/api/app/technicians/T-99/orders/IC-000001/en-route", None, 404),
        (f"{MINE}/IC-000001/complete", {}, 422),
        (f"{MINE}/IC-000001/follow-up", {"text": ""}, 422),
    ],
)
def test_a_deed_that_makes_no_sense_is_refused(
    shared: httpx2.Client, path: str, body: dict[str, Any] | None, status: int
) -> None:
    answer = shared.post(path, json=body)

    assert answer.status_code == status
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "rule",
    [
        {"fault": "fire", "next": 1},
        {"fault": "stall"},
        {"fault": "stall", "next": 1, "probability": 0.5},
        {"fault": "stall", "next": 0},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    shared: httpx2.Client, rule: dict[str, Any]
) -> None:
    answer = shared.put("/api/faults", json={"rules": [rule]})

    assert answer.status_code == 422


def test_a_port_that_another_one_has_is_no_start(
    shared_simulator: SimulatorProcess, tmp_path: Path
) -> None:
    """Whoever asks there meanwhile would take the other one for it."""
    late = SimulatorProcess(tmp_path, "http://127.0.0.1:1/", port=shared_simulator.port)

    with pytest.raises(RuntimeError, match="address already in use"):
        late.start()
