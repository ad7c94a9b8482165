"""The parts of a process end when they are told to."""

import asyncio
from contextlib import suppress

import pytest

from chassis.parts import Parts


async def test_a_part_on_whose_way_a_cancellation_got_lost_is_told_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in a client library that is connecting while the connection is refused."""
    monkeypatch.setattr("chassis.parts._SAY_AGAIN_SECONDS", 0.01)
    begun = asyncio.Event()

    async def loses_one() -> None:
        begun.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    parts = Parts(on_broken=begun.clear)
    part = parts.start(loses_one())
    await begun.wait()
    async with asyncio.timeout(10):
        await parts.cancel()

    assert part.cancelled()
    assert not parts.broken
