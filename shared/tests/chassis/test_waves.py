"""Batches keep every key's order and still call a handler seldom."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from chassis.causes import fresh_cause
from chassis.cloudevents import Received
from chassis.handlers import Understood, lanes, waves
from chassis.records import StoredRecord


class Nothing(BaseModel):
    """An event's content, which the order does not depend on."""


def record_of(offset: int, key: str | None, partition: int = 0) -> StoredRecord:
    """A record, of which only its place matters here."""
    return StoredRecord("t", partition, offset, key.encode() if key else None, b"", 0, ())


def item(offset: int, key: str | None, kind: str) -> Understood:
    """An event as the kernel sees it."""
    record = record_of(offset, key)
    event: Received[Nothing] = Received(
        id=str(offset),
        source="/t",
        type=kind,
        time=None,  # type: ignore[arg-type] # order does not look at it
        key=record.key,
        sequence=None,
        cause=fresh_cause(),
        data=Nothing(),
    )
    return Understood(record, event)


items = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=40).map(
    lambda pairs: [item(n, key, kind) for n, (key, kind) in enumerate(pairs)]
)


@given(items)
def test_every_key_keeps_its_order(batch: list[Understood]) -> None:
    called = [each for wave in waves(batch) for each in wave]
    assert sorted(each.record.offset for each in called) == list(range(len(batch)))
    for key in {each.record.key for each in batch}:
        offsets = [each.record.offset for each in called if each.record.key == key]
        assert offsets == sorted(offsets)


@given(items)
def test_a_handler_gets_one_type_at_a_time(batch: list[Understood]) -> None:
    assert all(len({each.event.type for each in wave}) == 1 for wave in waves(batch))


def test_events_of_one_type_are_one_call_whatever_their_keys() -> None:
    batch = [item(n, f"key-{n % 7}", "x") for n in range(100)]
    assert [len(wave) for wave in waves(batch)] == [100]


def test_events_without_a_key_have_no_order_among_themselves() -> None:
    batch = [item(n, None, "xy"[n % 2]) for n in range(100)]
    assert [len(wave) for wave in waves(batch)] == [50, 50]


@given(st.lists(st.integers(0, 5), max_size=300))
def test_lanes_share_a_batch_and_no_partition(partitions: list[int]) -> None:
    batch = [record_of(n, "a", partition) for n, partition in enumerate(partitions)]
    divided = lanes(batch)

    assert sorted(r.offset for lane in divided for r in lane) == list(range(len(batch)))
    for partition in range(6):
        offsets = [[r.offset for r in lane if r.partition == partition] for lane in divided]
        assert sum(map(bool, offsets)) <= 1
        assert all(some == sorted(some) for some in offsets)


def test_events_of_two_topics_stay_in_one_transaction() -> None:
    """Their handlers may look for what the others have just written."""
    other = StoredRecord("u", 1, 0, b"a", b"", 0, ())
    assert len(lanes([*(record_of(n, "a", n % 4) for n in range(500)), other])) == 1


def test_a_source_s_own_topic_does_not_cost_the_second_lane() -> None:
    own = [StoredRecord("own", n % 4, n, b"a", b"", 0, ()) for n in range(500)]
    batch = [*(record_of(n, "a", n % 4) for n in range(500)), *own]

    divided = lanes(batch, {"own": record_of(0, "a").topic})

    assert [len(lane) for lane in divided] == [500, 500]


def test_only_a_large_batch_of_several_partitions_has_two_lanes() -> None:
    assert len(lanes([record_of(n, "a", n % 4) for n in range(20)])) == 1
    assert len(lanes([record_of(n, "a") for n in range(500)])) == 1
    assert [len(lane) for lane in lanes([record_of(n, "a", n % 4) for n in range(500)])] == [
        250,
        250,
    ]
