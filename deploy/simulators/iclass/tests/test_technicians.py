"""What technicians do, and what the outside hears of it by webhook."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from iclass_simulator.testing.process import SimulatorProcess
from iclass_simulator.testing.receiver import WebhookReceiver

Order = Callable[..., dict[str, Any]]
MINE = "/api/app/technicians/T-01/orders"


@pytest.fixture
def number(client: httpx2.Client, an_order: Order) -> str:
    """An order the technician has on the phone."""
    answer = client.post("/api/work-orders", json=an_order())
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["workOrderNumber"]
    assert [order["state"] for order in client.get(MINE).json()] == ["delivered"]
    return made


def act(client: httpx2.Client, number: str, deed: str, **words: Any) -> dict[str, Any]:
    answer = client.post(f"{MINE}/{number}/{deed}", json=words or None)
    assert answer.status_code == 200, answer.text
    order: dict[str, Any] = answer.json()
    return order


def test_a_visit_is_told_step_by_step(
    client: httpx2.Client, receiver: WebhookReceiver, number: str
) -> None:
    act(client, number, "en-route")
    act(client, number, "on-site")
    act(client, number, "follow-up", text="Cambio la roseta.")
    order = act(client, number, "complete", resolution="Roseta cambiada.", observation="-18 dBm")

    events = [received.event for received in receiver.wait_for(5)]
    assert [event["kind"] for event in events] == [
        "delivered",
        "en_route",
        "on_site",
        "follow_up",
        "completed",
    ]
    assert [event["sequence"] for event in events] == [1, 2, 3, 4, 5]
    assert order["state"] == "completed"
    last = events[-1]
    assert list(last) == [
        "eventId",
        "kind",
        "workOrderNumber",
        "externalReference",
        "occurredAt",
        "technician",
        "text",
        "resolution",
        "observation",
        "slot",
        "sequence",
    ]
    assert last["occurredAt"].endswith("Z")
    assert last["externalReference"] == order["externalReference"]
    assert last["technician"] == {"id": "T-01", "name": "Ramiro Sosa"}
    assert (last["resolution"], last["observation"]) == ("Roseta cambiada.", "-18 dBm")
    assert (last["text"], last["slot"]) == (None, None)
    assert client.get(MINE).json() == []
    assert len(client.get(MINE, params={"closed": True}).json()) == 1


def test_the_signature_can_be_verified_with_the_secret_alone(
    simulator: SimulatorProcess, receiver: WebhookReceiver, number: str
) -> None:
    received = receiver.wait_for(1)[0]

    stamp, message_id = received.headers["webhook-timestamp"], received.headers["webhook-id"]
    signed = f"{message_id}.{stamp}.".encode() + received.body
    mac = hmac.new(simulator.webhook_secret.encode(), signed, hashlib.sha256)
    expected = "v1," + base64.b64encode(mac.digest()).decode()
    assert received.headers["webhook-signature"] == expected
    assert message_id == received.event["eventId"]
    assert abs(int(stamp) - time.time()) < 60
    assert received.event["workOrderNumber"] == number


def test_a_rescheduled_order_waits_for_a_new_appointment(
    client: httpx2.Client, receiver: WebhookReceiver, number: str
) -> None:
    slot = {"date": "2026-11-24", "from": "14:00", "to": "18:00"}
    act(client, number, "reschedule", reason="No había nadie.", slot=slot)
    again = client.post(f"{MINE}/{number}/en-route")
    act(client, number, "follow-up", text="Llamó el cliente.")

    client.post(f"/api/work-orders/{number}/reschedule", json={"schedule": slot})
    fetched = client.get(MINE).json()

    assert again.status_code == 409
    assert again.json()["error"]["code"] == "not_in_this_state"
    assert [(order["state"], order["schedule"]) for order in fetched] == [("delivered", slot)]
    events = [received.event for received in receiver.wait_for(4)]
    assert [event["kind"] for event in events] == [
        "delivered",
        "rescheduled",
        "follow_up",
        "delivered",
    ]
    assert (events[1]["text"], events[1]["slot"]) == ("No había nadie.", slot)


def test_a_second_tap_says_nothing_new(
    client: httpx2.Client, receiver: WebhookReceiver, number: str
) -> None:
    first = act(client, number, "en-route")
    second = act(client, number, "en-route")
    act(client, number, "reject", reason="Domicilio equivocado.")

    assert second == first
    events = [received.event for received in receiver.wait_for(3)]
    assert [event["kind"] for event in events] == ["delivered", "en_route", "rejected"]


def test_a_closed_order_stays_closed(client: httpx2.Client, number: str) -> None:
    act(client, number, "complete", resolution="Listo.")

    again = client.post(f"{MINE}/{number}/complete", json={"resolution": "Listo."})

    assert (again.status_code, again.json()["error"]["code"]) == (409, "not_in_this_state")


def test_a_technician_cannot_touch_another_ones_order(client: httpx2.Client, number: str) -> None:
    answer = client.post(f"/api/app/technicians/T-02/orders/{number}/en-route")

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_your_order")


def test_a_webhook_is_tried_until_it_is_taken(
    client: httpx2.Client, receiver: WebhookReceiver, an_order: Order
) -> None:
    receiver.answer_next([500, 429, 503])
    client.post("/api/work-orders", json=an_order())
    client.get(MINE)

    received = receiver.wait_for(4)

    assert [one.answered for one in received] == [500, 429, 503, 204]
    assert len({one.headers["webhook-id"] for one in received}) == 1
    assert len({one.body for one in received}) == 1


def test_a_webhook_that_is_refused_for_good_is_given_up(
    client: httpx2.Client, receiver: WebhookReceiver, number: str
) -> None:
    receiver.wait_for(1)
    receiver.answer_next([404])
    act(client, number, "en-route")
    act(client, number, "on-site")

    events = [received.event for received in receiver.wait_for(3)]

    assert [event["kind"] for event in events] == ["delivered", "en_route", "on_site"]
    deliveries = client.get("/api/journal", params={"kind": "deliveries"}).json()["deliveries"]
    given_up = [one for one in deliveries if one["eventId"] == events[1]["eventId"]]
    assert [(one["outcome"], one["reason"]) for one in given_up] == [("given_up", "HTTP 404")]
