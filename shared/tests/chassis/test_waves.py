"""Batches keep every key's order and still call a handler seldom."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from chassis.causes import fresh_cause
from chassis.cloudevents import Received
from chassis.handlers import Understood, waves
from chassis.records import StoredRecord


class Nothing(BaseModel):
    """An event's content, which the order does not depend on."""


def item(offset: int, key: str, kind: str) -> Understood:
    """An event as the kernel sees it."""
    record = StoredRecord("t", 0, offset, key.encode(), b"", 0, ())
    event: Received[Nothing] = Received(
        id=str(offset),
        source="/t",
        type=kind,
        time=None,  # type: ignore[arg-type] # order does not look at it
        key=key.encode(),
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
