"""What nobody can read is quarantined, what cannot be digested parks its key; neighbours go on."""

import json
from collections.abc import Sequence
from dataclasses import replace
from secrets import token_bytes

import pytest

from chassis.cloudevents import Received, as_wire
from chassis.pacing import OutOfTime
from chassis.records import stored_record
from chassis.transactions import Tx
from chassis_testing.any_names import NoText
from chassis_testing.harness import record_of
from chassis_testing.probe import Counted, Poisoned, contracts_on
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until

GOOD = {"ce_id": "1", "ce_source": "/t", "ce_type": "probe.counted.v1", "ce_specversion": "1.0"}
BODY = b'{"key": "key-0", "n": 1}'


def wire(**changes: str | None) -> list[tuple[str, bytes | None]]:
    """Good headers with some of them changed, or left out where None."""
    changed = {**GOOD, **changes}
    return [(name, value.encode()) for name, value in changed.items() if value is not None]


UNREADABLE: dict[str, tuple[bytes | None, list[tuple[str, bytes | None]], str]] = {
    "not JSON": (b"{", wire(), "wrong-shape"),
    "not UTF-8": (b'{"key": "\xff"}', wire(), "wrong-shape"),
    "another shape": (b'{"key": "key-0"}', wire(), "wrong-shape"),
    "no body": (None, wire(), "no-body"),
    "no id": (BODY, wire(ce_id=None), "no-identity"),
    "no type": (BODY, wire(ce_type=None), "unknown-type"),
    "a time that is none": (BODY, wire(ce_time="yesterday"), "wrong-time"),
    "names without end": (BODY, wire(ce_correlationid="a" * 3_000_000), "too-long"),
    "a sequence that is none": (BODY, wire(ce_sequence="first"), "wrong-sequence"),
    "a type that is not UTF-8": (
        BODY,
        [*wire(ce_type=None), ("ce_type", b"\xff\xfe")],
        "unknown-type",
    ),
    "a name that is not UTF-8": (BODY, [*wire(ce_type=None), (NoText(), b"x")], "unknown-type"),
}


@pytest.mark.parametrize("case", UNREADABLE)
async def test_what_nobody_can_read_is_kept_whole_and_its_neighbours_go_on(
    world: ProbeWorld, case: str
) -> None:
    value, headers, reason = UNREADABLE[case]
    await world.publish(keys=1, each=1)
    await world.publish_raw(value, headers=headers)
    await world.publish(keys=1, each=1, first=2)
    async with world.service(open_door=True):
        await world.until_effects(2)

    assert await world.effects() == expected(keys=1, each=2)
    (kept,) = await world.query("select * from kernel_quarantine")
    record = stored_record(kept, key=kept["key"])
    assert (kept["reason"], record.value, list(record.headers)) == (reason, value, headers)


async def test_a_header_that_is_null_or_no_text_harms_nobody(world: ProbeWorld) -> None:
    """The framework's own parser skips the whole batch without a word for such a value; for such a
    name the client library hands out nothing of any partition."""
    odd = [("x-null", None), ("x-bytes", b"\xff"), (NoText(), b"x")]
    await world.publish_raw(BODY, headers=[*wire(), *odd])
    await world.publish_raw(
        BODY.replace(b"1", b"2"), headers=[*wire(ce_id="2"), ("big", b"x" * 200_000)]
    )
    async with world.service():
        await world.until_effects(2)

    assert await world.effects() == expected(keys=1, each=2)
    assert await world.count("kernel_quarantine") == 0


async def test_a_body_as_large_as_kafka_takes_is_read(world: ProbeWorld) -> None:
    large = BODY[:-1] + b', "mood": "' + b"x" * 900_000 + b'"}'
    await world.publish_raw(large, headers=wire())
    async with world.service():
        await world.until_effects(1)

    assert await world.effects() == expected(keys=1, each=1)


async def test_an_unknown_type_is_news_for_others_on_our_own_topics(world: ProbeWorld) -> None:
    await world.publish_raw(b"{}", headers=wire(ce_type="probe.new-since.v1"))
    await world.publish(keys=1, each=1)
    async with world.service():
        await world.until_effects(1)

    assert await world.count("kernel_quarantine") == 0


async def test_an_unknown_type_at_an_open_door_is_quarantined(world: ProbeWorld) -> None:
    await world.publish_raw(b"{}", headers=wire(ce_type="probe.who-knows.v1"))
    await world.publish(keys=1, each=1)
    async with world.service(open_door=True):
        await world.until_effects(1)

    (kept,) = await world.query("select reason, detail from kernel_quarantine")
    assert kept["reason"] == "unknown-type"
    assert "who-knows" in kept["detail"]


async def test_a_text_the_database_cannot_keep_is_quarantined_not_parked(
    world: ProbeWorld,
) -> None:
    """No repair would change a NUL character; its key goes on."""
    await world.publish_raw(b'{"key": "key-0\\u0000", "n": 1}', headers=wire())
    await world.publish_raw(BODY, headers=wire(ce_id="2"))
    async with world.service():
        await world.until_effects(1)

    (kept,) = await world.query("select reason from kernel_quarantine")
    assert kept["reason"] == "unstorable"
    assert await world.count("kernel_parked_key") == 0


async def test_a_number_that_no_column_can_hold_is_the_records_own_fault(world: ProbeWorld) -> None:
    """The driver refuses it before the server hears of it; waiting for the server heals nothing."""
    await world.publish_raw(b'{"key": "key-0", "n": 1' + b"0" * 30 + b"}", headers=wire())
    await world.publish(keys=2, each=1)
    async with world.service(open_door=True):
        await until(lambda: _parked_records(world, 2))
        await world.until_effects(1)

    assert await world.effects() == {"key-1": [1]}
    (key,) = await world.query("select key, reason from kernel_parked_key")
    assert key["key"] == b"key-0"


async def test_a_record_without_a_key_is_handled(world: ProbeWorld) -> None:
    await world.publish_raw(BODY, key=None, headers=wire())
    async with world.service():
        await world.until_effects(1)


async def test_the_same_event_sent_twice_has_one_effect(world: ProbeWorld) -> None:
    await world.publish_raw(BODY, headers=wire())
    await world.publish_raw(BODY, headers=wire())
    await world.publish_raw(BODY.replace(b"1", b"2"), headers=wire(ce_id="2"))
    async with world.service():
        await world.until_effects(2)

    assert await world.effects() == expected(keys=1, each=2)


async def test_a_poison_key_waits_in_order_among_healthy_keys(world: ProbeWorld) -> None:
    await world.publish(keys=10, each=5)
    counted, _ = contracts_on(world.topic)
    poison = record_of(counted(key="bad", n=1, mood="poison"), key="bad")
    await world.publish_raw(poison.value, key=b"bad", headers=list(poison.headers))
    for n in (2, 3):
        later = record_of(counted(key="bad", n=n), key="bad")
        await world.publish_raw(later.value, key=b"bad", headers=list(later.headers))
    await world.publish(keys=10, each=5, first=6)
    async with world.service():
        await world.until_effects(100)
        await until(lambda: _parked_records(world, 3))

    assert await world.effects() == expected(keys=10, each=10)
    (key,) = await world.query("select key, reason from kernel_parked_key")
    assert (key["key"], key["reason"]) == (b"bad", "Poisoned: bad")
    rows = await world.query("select value from kernel_parked_record order by id")
    assert [json.loads(row["value"])["n"] for row in rows] == [1, 2, 3]


async def test_a_poison_record_with_a_key_longer_than_an_index_takes_waits_with_it(
    world: ProbeWorld,
) -> None:
    key = token_bytes(6_000)
    counted, _ = contracts_on(world.topic)
    for n, mood in ((1, "poison"), (2, "")):
        record = record_of(counted(key="long", n=n, mood=mood), key="long")
        await world.publish_raw(record.value, key=key, headers=list(record.headers))
    await world.publish(keys=2, each=1)
    async with world.service():
        await world.until_effects(2)
        await until(lambda: _parked_records(world, 2))

    rows = await world.query("select record_key from kernel_parked_record")
    assert [row["record_key"] for row in rows] == [key, key]


async def test_what_cannot_even_be_parked_is_quarantined(world: ProbeWorld) -> None:
    """Here because the reason cannot be kept."""

    async def complain(events: Sequence[Received[Counted]], _: Tx) -> None:
        if any(event.data.key == "key-0" for event in events):
            raise ValueError("\0")

    await world.publish(keys=3, each=1)
    async with world.service(before=complain):
        await world.until_effects(2)

    (kept,) = await world.query("select reason, detail from kernel_quarantine")
    assert (kept["reason"], kept["detail"]) == ("unparked", "ValueError")


async def test_a_header_whose_name_cannot_be_kept_is_quarantined_under_another(
    world: ProbeWorld,
) -> None:
    await world.publish_raw(b"{", headers=[*wire(), ("x-\0", b"x")])
    await world.publish(keys=1, each=1)
    async with world.service():
        await world.until_effects(1)

    (kept,) = await world.query("select headers from kernel_quarantine")
    assert kept["headers"][-1] == [r"x-\x00", "eA=="]


async def _parked_records(world: ProbeWorld, number: int) -> bool:
    return await world.count("kernel_parked_record") == number


async def test_a_parked_key_is_replayed_in_order_once_its_cause_is_mended(
    world: ProbeWorld,
) -> None:
    broken = True

    async def while_broken(events: Sequence[Received[Counted]], _: Tx) -> None:
        if broken and any(event.data.key == "key-3" for event in events):
            raise Poisoned("key-3")

    await world.publish(keys=5, each=4)
    async with world.service(before=while_broken) as harness:
        await world.until_effects(16)
        await until(lambda: _parked_records(world, 4))
        batches = harness.service.batches
        with pytest.raises(Poisoned):
            await batches.replay(world.topic, b"key-3")
        assert await world.count("kernel_parked_record") == 4
        broken = False
        assert await batches.replay(world.topic, b"key-3") == 4
        await world.publish(keys=5, each=1, first=5)
        await world.until_effects(25)

    assert await world.effects() == expected(keys=5, each=5)
    assert await world.count("kernel_parked_key") == 0


async def test_a_quarantined_record_is_replayed_once_it_can_be_read(world: ProbeWorld) -> None:
    """As after a deployment that knows the type."""
    await world.publish_raw(BODY, headers=wire(ce_type="probe.from-the-future.v1"))
    async with world.service(open_door=True) as harness:

        async def kept() -> bool:
            return await world.count("kernel_quarantine") == 1

        await until(kept)
        (row,) = await world.query("select * from kernel_quarantine")
        record = stored_record(row, key=row["key"])
        mended = [(n, v) for n, v in record.headers if n != "ce_type"]
        mended += as_wire({"ce_type": "probe.counted.v1"})
        object.__setattr__(record, "headers", mended)
        await harness.service.batches.replay_quarantined(row["id"], record, "somebody")

    assert await world.effects() == expected(keys=1, each=1)
    (row,) = await world.query("select settled_as, settled_by from kernel_quarantine")
    assert (row["settled_as"], row["settled_by"]) == ("replayed", "somebody")


async def test_a_batch_that_takes_too_long_still_ends(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut short without a part of it committed it would come again as it was, for ever."""
    monkeypatch.setattr("chassis.batches._BUDGET_SECONDS", -1.0)
    counted, _ = contracts_on(world.topic)
    moods = ["", "", "", "", "", "poison", "", ""]
    records = [
        replace(
            record_of(counted(key=f"key-{n}", n=1, mood=mood), key=f"key-{n}", offset=n),
            topic=world.topic,
        )
        for n, mood in enumerate(moods)
    ]
    async with world.service() as harness:
        for _ in range(len(records)):
            try:
                await harness.service.batches.apply(records)
            except OutOfTime:
                continue
            break

    assert sorted(await world.effects()) == [f"key-{n}" for n in range(8) if not moods[n]]
    assert [row["key"] for row in await world.query("select key from kernel_parked_key")] == [
        b"key-5"
    ]
