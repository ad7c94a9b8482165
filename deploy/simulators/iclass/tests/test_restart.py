"""What a killed simulator remembers."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from iclass_simulator.testing.process import SimulatorProcess
from iclass_simulator.testing.receiver import WebhookReceiver
from local_stack.ports import PortPool

Order = Callable[..., dict[str, Any]]
MINE = "/api/app/technicians/T-01/orders"


def test_orders_and_keys_survive_a_kill(simulator: SimulatorProcess, an_order: Order) -> None:
    body, key = an_order(), {"idempotency-key": "one"}
    with simulator.client() as client:
        made = client.post("/api/work-orders", json=body, headers=key).json()
        client.get(MINE)
        before = client.get(f"/api/work-orders/{made['workOrderNumber']}").json()
    simulator.kill()
    simulator.start()

    with simulator.client() as client:
        assert client.get(f"/api/work-orders/{made['workOrderNumber']}").json() == before
        again = client.post("/api/work-orders", json=body, headers=key)
        other = client.post("/api/work-orders", json=an_order(), headers=key)
        following = client.post("/api/work-orders", json=an_order())
    assert before["state"] == "delivered"
    assert (again.status_code, other.status_code) == (200, 422)
    assert following.json()["workOrderNumber"] == "IC-000002"


def test_events_that_had_not_arrived_go_out_after_a_kill(
    simulator: SimulatorProcess, receiver: WebhookReceiver, an_order: Order
) -> None:
    receiver.answer_next([503] * 100)
    with simulator.client() as client:
        number = client.post("/api/work-orders", json=an_order()).json()["workOrderNumber"]
        client.get(MINE)
        client.post(f"{MINE}/{number}/en-route")
    seen = len(receiver.wait_for(1))
    simulator.kill()
    receiver.answer_next([])
    simulator.start()

    taken = [one for one in receiver.wait_for(seen + 2) if one.answered == 204]

    assert [one.event["kind"] for one in taken[:2]] == ["delivered", "en_route"]


def test_a_line_torn_by_a_kill_is_forgotten(simulator: SimulatorProcess, an_order: Order) -> None:
    with simulator.client() as client:
        client.post("/api/work-orders", json=an_order())
    simulator.kill()
    with (simulator.folder / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"entry": "order_crea')
    simulator.start()

    with simulator.client() as client:
        second = client.post("/api/work-orders", json=an_order())
    assert second.json()["workOrderNumber"] == "IC-000002"
    assert simulator.journal_lines()[-1].startswith('{"entry": "order_created"')


def test_kafka_events_wait_in_the_journal_while_kafka_is_away(
    tmp_path: Path, receiver: WebhookReceiver, an_order: Order, ports: PortPool
) -> None:
    simulator = SimulatorProcess(tmp_path, receiver.url, port=ports.take())
    with simulator, simulator.client() as client:
        client.post("/api/work-orders", json=an_order(technician="T-02"))
        client.get("/api/app/technicians/T-02/orders")
        switched = client.put("/api/delivery", json={"mode": "both"})
        client.post("/api/app/technicians/T-02/orders/IC-000001/en-route")

        by_webhook = receiver.wait_for(1)
        events = client.get("/api/journal", params={"kind": "events"}).json()["events"]

    assert switched.json() == {"mode": "both"}
    assert [event["doors"] for event in events] == [["kafka"], ["webhook", "kafka"]]
    assert by_webhook[0].event["eventId"] == events[1]["eventId"]


def test_it_finishes_what_it_has_begun_before_it_ends(
    simulator: SimulatorProcess, an_order: Order
) -> None:
    stall = {"fault": "stall", "next": 1, "seconds": 1, "operation": "create"}
    with simulator.client() as client, ThreadPoolExecutor() as elsewhere:
        client.put("/api/faults", json={"rules": [stall]})
        begun = elsewhere.submit(client.post, "/api/work-orders", json=an_order())
        while "create_attempted" not in "".join(simulator.journal_lines()):
            pass
        simulator.stop()

    assert begun.result().status_code == 201


@pytest.mark.parametrize("lacking", ["TERO_ICLASS_API_KEY_FILE", "TERO_ICLASS_WEBHOOK_URL"])
def test_it_does_not_start_without_its_secrets(tmp_path: Path, lacking: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret", encoding="utf-8")
    environment = {
        **os.environ,
        "TERO_ICLASS_API_KEY_FILE": str(secret),
        "TERO_ICLASS_WEBHOOK_SECRET_FILE": str(secret),
        "TERO_ICLASS_WEBHOOK_URL": "http://127.0.0.1:1",
    }
    del environment[lacking]
    arguments = ["--port", "1", "--kafka", "127.0.0.1:1", "--journal", str(tmp_path)]

    ended = subprocess.run(
        [sys.executable, "-m", "iclass_simulator", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert lacking in ended.stderr
