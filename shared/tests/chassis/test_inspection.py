"""People can see what was put aside, and repair it, through the API."""

from chassis.records import StoredRecord
from chassis.transactions import Tx
from chassis_testing.harness import Harness, record_of
from chassis_testing.probe import contracts_on

COUNTED, _ = contracts_on("http-probe")
BASE = "/api/v1/probe/kernel"


def unreadable() -> StoredRecord:
    """A record whose body is no JSON."""
    good = record_of(COUNTED(key="k", n=1), key="k")
    return StoredRecord("http-probe", 0, 0, b"k", b"\xff{", good.timestamp, good.headers)


async def test_quarantine_is_listed_shown_and_discarded(probe: Harness[Tx]) -> None:
    await probe.deliver([unreadable()])
    headers = await probe.account("kernel.inspect", "kernel.repair")

    (row,) = (await probe.client.get(f"{BASE}/quarantine", headers=headers)).json()["items"]
    assert (row["reason"], row["topic"], row["offset"]) == ("wrong-shape", "http-probe", 0)
    detail = (await probe.client.get(f"{BASE}/quarantine/{row['id']}", headers=headers)).json()
    assert (detail["key"], detail["value"]) == ("k", "base64:/3s=")

    still = await probe.client.post(f"{BASE}/quarantine/{row['id']}/replay", headers=headers)
    assert (still.status_code, still.json()["code"]) == (409, "still-unreadable")
    gone = await probe.client.post(f"{BASE}/quarantine/{row['id']}/discard", headers=headers)
    assert gone.status_code == 200
    assert (await probe.client.get(f"{BASE}/quarantine", headers=headers)).json()["items"] == []
    again = await probe.client.post(f"{BASE}/quarantine/{row['id']}/replay", headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "already-settled")


async def test_a_parked_key_is_listed_and_replayed(probe: Harness[Tx]) -> None:
    bad = record_of(COUNTED(key="k", n=1, mood="poison"), key="k")
    later = record_of(COUNTED(key="k", n=2), key="k")
    await probe.deliver([bad, later])
    headers = await probe.account("kernel.inspect", "kernel.repair")

    (row,) = (await probe.client.get(f"{BASE}/parked", headers=headers)).json()
    assert (row["key"], row["records"], row["reason"]) == ("k", 2, "Poisoned: k")
    still = await probe.client.post(f"{BASE}/parked/http-probe/k/replay", headers=headers)
    assert (still.status_code, still.json()["code"]) == (409, "still-failing")
    given_up = await probe.client.post(f"{BASE}/parked/http-probe/k/discard", headers=headers)
    assert given_up.json() == {"records": 2}
    assert (await probe.client.get(f"{BASE}/parked", headers=headers)).json() == []


async def test_looking_needs_a_permission_and_repairing_another(probe: Harness[Tx]) -> None:
    inspector = await probe.account("kernel.inspect")
    nobody = await probe.account()

    assert (await probe.client.get(f"{BASE}/parked", headers=nobody)).status_code == 403
    assert (await probe.client.get(f"{BASE}/parked")).status_code == 401
    refused = await probe.client.post(f"{BASE}/parked/http-probe/k/discard", headers=inspector)
    assert refused.status_code == 403


async def test_what_is_not_there_is_not_found(probe: Harness[Tx]) -> None:
    headers = await probe.account("kernel.inspect", "kernel.repair")

    for path in ("quarantine/999", "quarantine/999/discard", "parked/http-probe/k/discard"):
        method = "GET" if path.endswith("999") else "POST"
        answer = await probe.client.request(method, f"{BASE}/{path}", headers=headers)
        assert answer.status_code == 404
