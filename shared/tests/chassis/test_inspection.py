"""People can see what was put aside, and repair it, through the API."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pytest

from chassis.records import StoredRecord
from chassis.transactions import Tx
from chassis_testing.harness import Harness, record_of
from chassis_testing.probe import contracts_on

COUNTED, _ = contracts_on("http-probe")
BASE = "/api/v1/probe/kernel"
BOTH = ("kernel.inspect", "kernel.repair")
BECAUSE = {"reason": "Nobody will ever read it."}


def unreadable() -> StoredRecord:
    """A record whose body is no JSON."""
    good = record_of(COUNTED(key="k", n=1), key="k")
    return StoredRecord("http-probe", 0, 0, b"k", b"\xff{", good.timestamp, good.headers)


def poison(key: str, *later: int) -> list[StoredRecord]:
    """A record that cannot be digested, and others of its key behind it."""
    bad = record_of(COUNTED(key=key, n=1, mood="poison"), key=key)
    return [bad, *(record_of(COUNTED(key=key, n=n), key=key) for n in later)]


async def test_quarantine_is_listed_shown_and_discarded(probe: Harness[Tx]) -> None:
    await probe.deliver([unreadable()])
    headers = await probe.account(*BOTH)

    (row,) = (await probe.client.get(f"{BASE}/quarantine", headers=headers)).json()["items"]
    assert (row["reason"], row["topic"], row["offset"]) == ("wrong-shape", "http-probe", 0)
    one = f"{BASE}/quarantine/{row['id']}"
    detail = (await probe.client.get(one, headers=headers)).json()
    assert (detail["key"], detail["value"]) == ("k", "base64:/3s=")

    still = await probe.client.post(f"{one}/replay", headers=headers)
    assert (still.status_code, still.json()["code"]) == (409, "still-unreadable")
    gone = await probe.client.post(f"{one}/discard", headers=headers, json=BECAUSE)
    assert (gone.status_code, gone.json()) == (200, {"records": 1})
    assert (await probe.client.get(f"{BASE}/quarantine", headers=headers)).json()["items"] == []
    for again in ("replay", "discard"):
        refused = await probe.client.post(f"{one}/{again}", headers=headers, json=BECAUSE)
        assert (refused.status_code, refused.json()["code"]) == (409, "already-settled")


async def test_of_two_who_replay_a_record_at_once_one_comes_too_late(probe: Harness[Tx]) -> None:
    """Its effect is there once, also where no inbox would have dropped the second."""
    await probe.deliver([unreadable()])
    good = record_of(COUNTED(key="k", n=1), key="k")
    async with probe.service.engine.begin() as connection:
        await connection.exec_driver_sql("update kernel_quarantine set value = $1", (good.value,))
    headers = await probe.account(*BOTH)

    answers = await asyncio.gather(
        *(probe.client.post(f"{BASE}/quarantine/1/replay", headers=headers) for _ in range(5))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert await probe.rows("select key, n from effect") == [{"key": "k", "n": 1}]


async def test_a_discard_keeps_the_bytes_with_who_when_and_why(probe: Harness[Tx]) -> None:
    """I9: nothing disappears."""
    await probe.deliver([unreadable()])
    headers = await probe.account(*BOTH)

    await probe.client.post(f"{BASE}/quarantine/1/discard", headers=headers, json=BECAUSE)

    kept = (await probe.client.get(f"{BASE}/quarantine/1", headers=headers)).json()
    assert (kept["settled_as"], kept["settled_because"]) == ("discarded", BECAUSE["reason"])
    assert kept["settled_by"] == headers["X-Account-Id"]
    assert kept["settled_by_login"] == f"test-{headers['X-Account-Id']}"
    assert kept["settled_at"] is not None
    assert kept["value"] == "base64:/3s="


async def test_a_parked_key_is_listed_shown_and_refused_while_it_fails(probe: Harness[Tx]) -> None:
    await probe.deliver(poison("k", 2))
    headers = await probe.account(*BOTH)

    (row,) = (await probe.client.get(f"{BASE}/parked", headers=headers)).json()["items"]
    assert (row["key"], row["records"], row["reason"]) == ("k", 2, "Poisoned: k")
    detail = (await probe.client.get(f"{BASE}/parked/http-probe/k", headers=headers)).json()
    assert {name: detail[name] for name in row} == row
    assert [json.loads(each["value"])["n"] for each in detail["items"]] == [1, 2]
    assert [each["offset"] for each in detail["items"]] == [0, 1]
    assert ["ce_type", "probe.counted.v1"] in detail["items"][0]["headers"]
    still = await probe.client.post(f"{BASE}/parked/http-probe/k/replay", headers=headers)
    assert (still.status_code, still.json()["code"]) == (409, "still-failing")
    assert still.json()["detail"] == "Still failing: Poisoned"


async def test_a_discarded_key_s_records_are_kept_in_quarantine(probe: Harness[Tx]) -> None:
    """I9: their bytes, in their order, with who and why; the key goes on."""
    sent = poison("k", 2, 3)
    await probe.deliver(sent)
    headers = await probe.account(*BOTH)

    given_up = await probe.client.post(
        f"{BASE}/parked/http-probe/k/discard", headers=headers, json=BECAUSE
    )
    await probe.deliver([record_of(COUNTED(key="k", n=4), key="k")])

    assert given_up.json() == {"records": 3}
    assert (await probe.client.get(f"{BASE}/parked", headers=headers)).json()["items"] == []
    assert [row["n"] for row in await probe.rows("select n from effect order by position")] == [4]
    kept = await _settled(probe, headers)
    assert [bytes(each["value"], "utf-8") for each in kept] == [each.value for each in sent]
    assert {each["reason"] for each in kept} == {"parked"}
    assert {each["detail"] for each in kept} == {"Poisoned: k"}
    assert {each["settled_because"] for each in kept} == {BECAUSE["reason"]}
    assert {each["settled_by"] for each in kept} == {headers["X-Account-Id"]}
    for_replay = await probe.client.post(
        f"{BASE}/quarantine/{kept[0]['id']}/replay", headers=headers
    )
    assert for_replay.json()["code"] == "already-settled"


_ALREADY_THERE = """
insert into kernel_quarantine
  (topic, partition, "offset", key, value, headers, timestamp_ms, reason, detail)
select topic, partition, "offset", key, value, headers, timestamp_ms + %d, 'unstorable', ''
from kernel_parked_record
"""


async def test_who_replayed_a_parked_key_is_written_down(probe: Harness[Tx]) -> None:
    """Its records are gone afterwards: what is left says who let them have their effect."""
    await probe.deliver(poison("k", 2))
    headers = await probe.account(*BOTH)
    mended = record_of(COUNTED(key="k", n=1), key="k").value
    async with probe.system() as connection:
        sql = "update kernel_parked_record set value = $1 where id = 1"
        await connection.exec_driver_sql(sql, (mended,))

    path = f"{BASE}/parked/http-probe/k/replay"
    answers = [await probe.client.post(path, headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 404]
    rows = await probe.rows("select actor, action, subject from kernel_audit")
    action = "kernel.parked-replayed"
    who = headers["X-Account-Id"]
    assert rows == [{"actor": who, "action": action, "subject": "http-probe k"}]


@pytest.mark.parametrize(("later", "kept"), [(0, ["unstorable"]), (1, ["unstorable", "parked"])])
async def test_the_very_same_record_is_kept_once_and_another_one_beside_it(
    probe: Harness[Tx], later: int, kept: list[str]
) -> None:
    """Offsets were set back, or the topic was created anew and counts from 0 again."""
    await probe.deliver(poison("k"))
    async with probe.service.engine.begin() as connection:
        await connection.exec_driver_sql(_ALREADY_THERE % later)
    headers = await probe.account(*BOTH)

    await probe.client.post(f"{BASE}/parked/http-probe/k/discard", headers=headers, json=BECAUSE)

    found = (await probe.client.get(f"{BASE}/quarantine?settled=true", headers=headers)).json()
    assert [row["reason"] for row in found["items"]] == kept
    assert found["items"][-1]["settled_because"] == BECAUSE["reason"]


KEYS: Sequence[bytes] = (
    b"\xff\x00", b"a/b", b"..", b"", "ñandú 50%?#&+".encode(), b"base64:eA==", b"new\nline",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
async def test_every_key_has_an_address(probe: Harness[Tx], key: bytes) -> None:
    """Outsiders choose the keys of their topics."""
    (bad,) = poison("k")
    odd = StoredRecord("http-probe", 0, 0, key, bad.value, bad.timestamp, bad.headers)
    await probe.deliver([odd])
    headers = await probe.account(*BOTH)

    (row,) = (await probe.client.get(f"{BASE}/parked", headers=headers)).json()["items"]
    address = f"{BASE}/parked/http-probe/{quote(row['key'], safe='')}"
    assert (await probe.client.get(address, headers=headers)).status_code == 200
    gone = await probe.client.post(f"{address}/discard", headers=headers, json=BECAUSE)
    assert gone.json() == {"records": 1}
    (kept,) = await probe.rows("select key from kernel_quarantine")
    assert kept["key"] == key


async def test_keys_and_records_come_in_pages(probe: Harness[Tx]) -> None:
    await probe.deliver([each for n in range(7) for each in poison(f"k{n}", 2, 3)])
    headers = await probe.account(*BOTH)

    keys = await _pages(probe, headers, f"{BASE}/parked", limit=3)
    records = await _pages(probe, headers, f"{BASE}/parked/http-probe/k0", limit=2)

    assert sorted(each["key"] for each in keys) == [f"k{n}" for n in range(7)]
    assert [json.loads(each["value"])["n"] for each in records] == [1, 2, 3]


@pytest.mark.parametrize("body", [None, {}, {"reason": "  no "}, {"reason": "x" * 501}, {"why": 1}])
async def test_giving_up_takes_a_written_reason(probe: Harness[Tx], body: Any) -> None:
    await probe.deliver([unreadable(), *poison("k")])
    headers = await probe.account(*BOTH)

    for path in ("quarantine/1/discard", "parked/http-probe/k/discard"):
        answer = await probe.client.post(f"{BASE}/{path}", headers=headers, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert len(await probe.rows("select 1 from kernel_parked_key")) == 1


async def test_looking_needs_a_permission_and_repairing_another(probe: Harness[Tx]) -> None:
    inspector = await probe.account("kernel.inspect")
    nobody = await probe.account("tickets.read")

    looks = ("parked", "quarantine", "parked/t/k", "quarantine/1", "outbox", "lag", "calls")
    for path in (*looks, "doctor"):
        refused = await probe.client.get(f"{BASE}/{path}", headers=nobody)
        assert (refused.status_code, refused.json()["permission"]) == (403, "kernel.inspect")
        assert (await probe.client.get(f"{BASE}/{path}")).status_code == 401
    for path in ("quarantine/1", "parked/t/k"):
        for act in ("replay", "discard"):
            refused = await probe.client.post(
                f"{BASE}/{path}/{act}", headers=inspector, json=BECAUSE
            )
            assert (refused.status_code, refused.json()["permission"]) == (403, "kernel.repair")


@pytest.mark.parametrize("number", ["999", str((1 << 63) - 1)])
async def test_what_is_not_there_is_not_found(probe: Harness[Tx], number: str) -> None:
    headers = await probe.account(*BOTH)

    for thing in (f"quarantine/{number}", "parked/http-probe/k", "parked/t/base64:%21"):
        assert (await probe.client.get(f"{BASE}/{thing}", headers=headers)).status_code == 404
        for act in ("replay", "discard"):
            answer = await probe.client.post(f"{BASE}/{thing}/{act}", headers=headers, json=BECAUSE)
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("number", ["0", "-1", "one", str(1 << 63), "1" * 400])
async def test_a_number_that_is_none_is_refused(probe: Harness[Tx], number: str) -> None:
    headers = await probe.account(*BOTH)

    answer = await probe.client.get(f"{BASE}/quarantine/{number}", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def _settled(probe: Harness[Tx], headers: dict[str, str]) -> list[dict[str, Any]]:
    page = await probe.client.get(f"{BASE}/quarantine?settled=true", headers=headers)
    return [
        (await probe.client.get(f"{BASE}/quarantine/{row['id']}", headers=headers)).json()
        for row in page.json()["items"]
    ]


async def _pages(
    probe: Harness[Tx], headers: dict[str, str], path: str, *, limit: int
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        params = {"limit": str(limit), **after}
        page = (await probe.client.get(path, headers=headers, params=params)).json()
        assert len(page["items"]) <= limit
        found += page["items"]
        if page["next"] is None:
            return found
        after = {"after": page["next"]}
