"""What the doors know of all systems: read by one of many who ask at once."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from intake.application.channel_systems import SystemMemory, SystemsNow, register
from intake.domain.channel_system import ChannelSystem


class TakenBack(Exception):
    """The change does not happen after all."""


class Reads:
    """Counts how often somebody reads; each waits until it may end."""

    def __init__(self, memory: SystemMemory) -> None:
        self._memory = memory
        self.count = 0
        self.may_end = asyncio.Event()

    async def read(self) -> SystemsNow:
        """As a door does."""
        self.count += 1
        begun_at = time.monotonic()
        await self.may_end.wait()
        known = SystemsNow()
        self._memory.keep(known, begun_at)
        return known


async def test_of_many_who_know_nothing_one_reads() -> None:
    memory = SystemMemory(seconds=60.0)
    reads = Reads(memory)
    asking = [asyncio.create_task(memory.now(reads.read)) for _ in range(50)]
    await asyncio.sleep(0)
    reads.may_end.set()

    found = await asyncio.gather(*asking)

    assert reads.count == 1
    assert all(known is found[0] for known in found)


async def test_while_one_reads_again_the_others_go_on_with_what_was_known() -> None:
    """And what was changed here is never answered from before."""
    memory, before = SystemMemory(seconds=60.0), SystemsNow()
    memory.keep(before, time.monotonic() - 40.0)
    reads = Reads(memory)
    first = asyncio.create_task(memory.now(reads.read))
    await asyncio.sleep(0)

    meanwhile = [await memory.now(reads.read) for _ in range(20)]
    reads.may_end.set()
    known = await first

    assert reads.count == 1
    assert all(each is before for each in meanwhile)
    assert known is not before
    assert await memory.now(reads.read) is known


async def test_what_is_too_old_is_nobodys_answer() -> None:
    memory, before = SystemMemory(seconds=60.0), SystemsNow()
    memory.keep(before, time.monotonic() - 61.0)
    reads = Reads(memory)
    reads.may_end.set()

    assert await memory.now(reads.read) is not before


async def test_what_was_read_before_a_change_is_not_kept_behind_it() -> None:
    memory, begun_at = SystemMemory(seconds=60.0), time.monotonic() - 1.0
    memory.forget()

    memory.keep(SystemsNow(), begun_at)

    assert memory.recall() is None


@pytest.mark.parametrize("is_kept", [True, False])
async def test_what_others_read_while_a_change_was_open_is_forgotten_with_its_end(
    intake: Harness[Any], *, is_kept: bool
) -> None:
    """Else a key that was given or ended would be refused or taken for seconds."""
    memory: SystemMemory = intake.service.definition.state["systems"]
    database, system = intake.service.database, ChannelSystem("new", "New")
    with suppress(TakenBack):
        async with database.begin(fresh_cause()) as tx:
            await register(system, datetime.now(UTC), tx)
            async with database.begin(fresh_cause()) as other:
                assert "new" not in (await other.doors.read()).by_code
            assert memory.recall() is not None
            if not is_kept:
                raise TakenBack
    assert memory.recall() is None
