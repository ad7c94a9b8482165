"""Misbehaviour on request."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from iclass_simulator.testing.receiver import WebhookReceiver

Order = Callable[..., dict[str, Any]]
MINE = "/api/app/technicians/T-01/orders"


def arm(client: httpx2.Client, *rules: dict[str, Any]) -> None:
    answer = client.put("/api/faults", json={"rules": list(rules)})
    assert answer.status_code == 200, answer.text


def test_the_next_calls_fail_as_asked(client: httpx2.Client, an_order: Order) -> None:
    arm(
        client,
        {"fault": "error_500", "next": 2, "operation": "create"},
        {"fault": "error_429", "next": 1, "seconds": 7},
    )
    body = an_order()

    answers = [client.post("/api/work-orders", json=body) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [500, 500, 429, 201]
    assert answers[2].headers["retry-after"] == "7"
    assert answers[0].json()["error"]["code"] == "internal_error"
    creates = client.get("/api/journal", params={"kind": "creates"}).json()["creates"]
    assert creates == {body["externalReference"]: {"attempted": 4, "effective": 1}}


def test_done_but_not_answered_then_retried_is_done_once(
    client: httpx2.Client, an_order: Order
) -> None:
    arm(client, {"fault": "no_answer", "next": 1, "operation": "create"})
    body = an_order()

    with pytest.raises(httpx2.TransportError):
        client.post("/api/work-orders", json=body, headers={"idempotency-key": "one"})
    retried = client.post("/api/work-orders", json=body, headers={"idempotency-key": "one"})

    assert retried.status_code == 200
    assert retried.json()["workOrderNumber"] == "IC-000001"
    creates = client.get("/api/journal", params={"kind": "creates"}).json()["creates"]
    assert creates == {body["externalReference"]: {"attempted": 2, "effective": 1}}


def test_a_stalled_call_is_carried_out_although_the_caller_left(
    client: httpx2.Client, an_order: Order
) -> None:
    arm(client, {"fault": "stall", "next": 1, "seconds": 0.5})
    body = an_order()

    with pytest.raises(httpx2.ReadTimeout):
        client.post("/api/work-orders", json=body, timeout=0.1)
    arm(client, {"fault": "stall", "next": 1, "seconds": 0.6})
    answer = client.post("/api/work-orders", json=body)

    assert answer.status_code == 200


def test_chance_is_repeatable(client: httpx2.Client) -> None:
    def statuses() -> list[int]:
        arm(client, {"fault": "error_500", "probability": 0.5, "seed": 42})
        return [client.get("/api/work-orders/IC-000001").status_code for _ in range(20)]

    first, second = statuses(), statuses()

    assert first == second
    assert set(Counter(first)) == {404, 500}


def test_faults_are_shown_and_removed(client: httpx2.Client) -> None:
    arm(client, {"fault": "error_500", "next": 3})
    client.get("/api/work-orders/IC-000001")

    shown = client.get("/api/faults").json()["rules"]
    removed = client.delete("/api/faults")

    assert [(one["rule"]["fault"], one["fired"]) for one in shown] == [("error_500", 1)]
    assert removed.status_code == 204
    assert client.get("/api/work-orders/IC-000001").status_code == 404


def test_events_are_duplicated_reordered_and_contradicted(
    client: httpx2.Client, receiver: WebhookReceiver, an_order: Order
) -> None:
    number = client.post("/api/work-orders", json=an_order()).json()["workOrderNumber"]
    arm(client, {"fault": "duplicate_event", "next": 1})
    client.get(MINE)
    arm(client, {"fault": "reorder_events", "next": 1, "seconds": 60})
    client.post(f"{MINE}/{number}/en-route")
    client.post(f"{MINE}/{number}/on-site")
    arm(client, {"fault": "contradictory_close", "next": 1})
    closed = client.post(f"{MINE}/{number}/reject", json={"reason": "No hay fibra."})

    events = [received.event for received in receiver.wait_for(6)]

    assert [event["kind"] for event in events] == [
        "delivered",
        "delivered",
        "on_site",
        "en_route",
        "rejected",
        "completed",
    ]
    assert [event["sequence"] for event in events] == [1, 1, 3, 2, 4, 5]
    assert events[0] == events[1]
    assert closed.json()["state"] == "rejected"


def test_a_held_event_leaves_even_if_nothing_overtakes_it(
    client: httpx2.Client, receiver: WebhookReceiver, an_order: Order
) -> None:
    client.post("/api/work-orders", json=an_order())
    arm(client, {"fault": "reorder_events", "next": 1, "seconds": 0.2})
    client.get(MINE)

    assert receiver.wait_for(1)[0].event["kind"] == "delivered"
