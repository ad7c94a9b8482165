"""The desk's rules, remembered by each process for some seconds.

Reading them for every batch would cost more than what they decide. A process forgets them when it
changes them; others notice within `LONGEST_SECONDS`.
"""

import time
from typing import TypeVar
from zoneinfo import ZoneInfo

from chassis.transactions import Tx
from intake.application.desk_rules import DeskRules
from intake.domain.channel_rules import ChannelRule, ChannelRules
from intake.domain.queues import Queue, Routes
from intake.domain.reasons import Reason, ReasonTree
from intake.domain.schedules import Holiday, Hours, Schedule
from intake.outbound.setting_rows import columns_of, setting_of

LONGEST_SECONDS = 5.0

UTC = ZoneInfo("UTC")
T = TypeVar("T")


class Memory:
    """What one process remembers, and the company's clock."""

    def __init__(self, zone: ZoneInfo = UTC, seconds: float = LONGEST_SECONDS) -> None:
        self.zone = zone
        self._seconds = seconds
        self._rules: DeskRules | None = None
        self._read_at = 0.0
        self.changes = 0

    def forget(self) -> None:
        """They are being changed, or were."""
        self._rules = None
        self.changes += 1

    def recall(self) -> DeskRules | None:
        """None where they must be read again."""
        is_fresh = time.monotonic() - self._read_at < self._seconds
        return self._rules if is_fresh else None

    def keep(self, rules: DeskRules, changes: int) -> None:
        """They were read now; of no use if they were changed after so many `changes`."""
        if changes == self.changes:
            self._rules, self._read_at = rules, time.monotonic()


class SqlRules:
    """Implements the port `Rules`."""

    def __init__(self, kernel: Tx, memory: Memory) -> None:
        self._kernel, self._memory = kernel, memory

    async def now(self) -> DeskRules:
        """As they were at most some seconds ago, or when this process last changed them."""
        rules = self._memory.recall()
        if rules is None:
            changes = self._memory.changes
            rules = await self._read()
            self._memory.keep(rules, changes)
        return rules

    async def _read(self) -> DeskRules:
        schedules = await self._all("schedule", Schedule)
        holidays = await self._all("holiday", Holiday)
        return DeskRules(
            reasons=ReasonTree.of(await self._all("reason", Reason)),
            hours=Hours(schedules, holidays, self._memory.zone),
            routes=Routes(await self._all("desk_queue", Queue)),
            channels=ChannelRules(await self._all("channel_rule", ChannelRule)),
        )

    async def _all(self, table: str, kind: type[T]) -> list[T]:
        connection = await self._kernel.driver()
        rows = await connection.fetch(f"select {', '.join(columns_of(kind))} from {table}")  # noqa: S608 - our own names
        return [setting_of(kind, row) for row in rows]
