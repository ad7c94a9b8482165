"""Batches that stay in hand until a rebalance waits for them."""

import asyncio
from collections.abc import Collection, Sequence

import pytest
from aiokafka import TopicPartition

from chassis.cloudevents import Received
from chassis.consumer import DrainOnRevoke
from chassis.transactions import Tx
from chassis_testing.probe import Counted
from chassis_testing.waiting import until

# How often others get their turn before a rebalance counts as waiting.
_TURNS = 10


class HeldBatches:
    """For the members of this process. `rebalances` have found a batch in hand, and waited."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rebalances = 0
        self._in_hand = asyncio.Event()
        self._goes_on = asyncio.Event()
        drain = DrainOnRevoke.on_partitions_revoked

        async def watched(listener: DrainOnRevoke, revoked: Collection[TopicPartition]) -> None:
            draining = asyncio.create_task(drain(listener, revoked))
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            waits = self._in_hand.is_set() and not draining.done()
            if waits:
                self._goes_on.set()
            await draining
            self.rebalances += waits

        monkeypatch.setattr(DrainOnRevoke, "on_partitions_revoked", watched)

    async def hold(self, _: Sequence[Received[Counted]], __: Tx) -> None:
        """The handler's hook."""
        self._in_hand.set()
        await self._goes_on.wait()

    def hold_again(self) -> None:
        """As at first, until another rebalance."""
        self._in_hand.clear()
        self._goes_on.clear()

    async def until_in_hand(self) -> None:
        """Wait for a batch; it lasts until a rebalance waits for it."""
        await asyncio.wait_for(self._in_hand.wait(), 60.0)

    async def until_waited_for(self, rebalances: int) -> None:
        """Wait until so many rebalances in all have waited for one."""

        async def enough() -> bool:
            return self.rebalances >= rebalances

        await until(enough)
