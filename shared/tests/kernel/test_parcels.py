"""What a transaction tells is kept in parcels: nothing of it is lost, changed or out of order."""

import json
from importlib.resources import files
from itertools import groupby
from operator import attrgetter

import asyncpg
from hypothesis import given
from hypothesis import strategies as st

from chassis.outbox import OutgoingEvent, opened, parcels, shard_of
from chassis_testing.probe_world import ProbeWorld

_LARGE = "x" * 30_000
_EVENTS = st.builds(
    OutgoingEvent,
    topic=st.sampled_from(["a.topic", "another.topic"]),
    key=st.sampled_from(["1", "2", "clave con ñ", "\x00\U0001f600"]),
    value=st.sampled_from(["{}", '{"text": "dijo \\"sí\\" \U0001f600"}', _LARGE]),
    headers=st.dictionaries(
        st.sampled_from(["ce_id", "ce_type"]), st.sampled_from(["", "\x00ñ", _LARGE])
    ),
)
_MANY = st.lists(_EVENTS, max_size=60).map(lambda some: some * 5)

# As the outbox was before: one row for each event.
_ROW = """
insert into kernel_outbox (shard, topic, key, value, headers) values (3, 'a.topic', $1, $2, $3)
"""
_BODIES = "select shard, topic, events, body from kernel_outbox order by id"


@given(_MANY)
def test_events_of_a_key_stay_in_order_and_whole(events: list[OutgoingEvent]) -> None:
    found = list(parcels(events))

    place = attrgetter("topic", "key")
    told = [event for each in found for event in opened(each.topic, each.body)]
    for key, some in groupby(sorted(events, key=place), key=place):
        assert [event for event in told if place(event) == key] == list(some)
    assert len(told) == len(events)


@given(_MANY)
def test_a_parcel_is_of_one_shard_and_small_enough_to_be_taken_with_others(
    events: list[OutgoingEvent],
) -> None:
    for each in parcels(events):
        inside = opened(each.topic, each.body)
        assert {shard_of(event.key) for event in inside} == {each.shard}
        assert 0 < len(inside) == each.events <= 100
        assert len(inside) == 1 or sum(event.size for event in inside) <= 100_000


async def test_what_waited_before_an_upgrade_is_told_after_it(world: ProbeWorld) -> None:
    """In a schema of its own, which is rolled back."""
    connection = await asyncpg.connect(world.url.replace("+asyncpg", ""))
    value, headers = {"text": 'dijo "sí"'}, {"ce_id": "1", "ce_subject": "ñ"}
    try:
        await connection.execute("begin; create schema before; set local search_path to before")
        await connection.execute((files("chassis") / "kernel_v1.sql").read_text())
        for number in range(3):
            body = json.dumps(value | {"number": number}, ensure_ascii=False).encode()
            await connection.execute(_ROW, "clave ñ".encode(), body, json.dumps(headers))
        await connection.execute((files("chassis") / "kernel_v4.sql").read_text())
        rows = await connection.fetch(_BODIES)
    finally:
        await connection.close()

    assert [(row["shard"], row["topic"], row["events"]) for row in rows] == [(3, "a.topic", 1)] * 3
    told = [event for row in rows for event in opened(row["topic"], row["body"])]
    assert [(event.key, event.headers) for event in told] == [("clave ñ", headers)] * 3
    assert [json.loads(event.value) for event in told] == [value | {"number": n} for n in range(3)]
