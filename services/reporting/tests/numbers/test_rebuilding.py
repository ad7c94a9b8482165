"""Read models are disposable (P7): the topics alone decide what is in them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from chassis.records import StoredRecord

if TYPE_CHECKING:
    from services.reporting.tests.conftest import StartWorld


def in_another_order(records: list[StoredRecord], random: Random) -> list[StoredRecord]:
    """Keys overtake each other; what happened to one key stays in its order."""
    waiting: dict[tuple[str, bytes | None], list[StoredRecord]] = {}
    for record in records:
        waiting.setdefault((record.topic, record.key), []).append(record)
    mixed: list[StoredRecord] = []
    while waiting:
        key = random.choice(sorted(waiting))
        mixed.append(waiting[key].pop(0))
        if not waiting[key]:
            del waiting[key]
    return mixed


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_same_events_give_the_same_facts(
    start_world: StartWorld, history: list[StoredRecord], seed: int
) -> None:
    """In their order; read again from the start; each twice; keys overtaking each other; and even
    shuffled entirely."""
    random = Random(seed)  # noqa: S311
    shuffled = random.sample(history, len(history))
    once = await start_world()
    await once.deliver(history)
    expected = await once.dump()

    await once.deliver(history)
    assert await once.dump() == expected
    for records in (
        [record for record in history for _ in range(2)],
        in_another_order(history, random),
        shuffled + shuffled[::2],
    ):
        again = await start_world()
        await again.deliver(records, size=random.choice([1, 7, 500]))
        assert await again.dump() == expected
    assert all(expected.values())
