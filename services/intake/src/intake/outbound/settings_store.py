"""Settings of the desk in PostgreSQL: a row for each, a column for each field."""

from typing import Generic, TypeVar

from chassis import audit
from chassis.errors import Conflict, NotFound
from chassis.kept import Setting
from chassis.transactions import Tx
from intake.domain.channel_rules import ChannelRule
from intake.domain.queues import Profile, Queue
from intake.domain.reasons import Reason
from intake.domain.schedules import Holiday, Schedule
from intake.outbound.forgetting import Forgets, forget_with
from intake.outbound.rules import Memory
from intake.outbound.setting_rows import columns_of, setting_of, values_of

S = TypeVar("S", bound=Setting)


class SqlSettings:
    """Implements the port `DeskSettings`."""

    def __init__(self, kernel: Tx, memory: Memory) -> None:
        self.channels = SqlKept(kernel, memory, "channel_rule", ChannelRule)
        self.reasons = SqlKept(kernel, memory, "reason", Reason)
        self.schedules = SqlKept(kernel, memory, "schedule", Schedule)
        self.holidays = SqlKept(kernel, memory, "holiday", Holiday)
        self.queues = SqlKept(kernel, memory, "desk_queue", Queue)
        self.profiles = SqlKept(kernel, memory, "operator_profile", Profile)


class SqlKept(Generic[S]):
    """Implements the port `Kept` for one dataclass, whose fields are the table's columns."""

    def __init__(self, kernel: Tx, memory: Forgets, table: str, kind: type[S]) -> None:
        self._kernel, self._memory, self._table, self._kind = kernel, memory, table, kind
        self._columns = columns_of(kind)

    async def all(self) -> list[S]:
        """In the order of their codes."""
        connection = await self._kernel.driver()
        rows = await connection.fetch(f"{self._read} order by code")
        return [setting_of(self._kind, row) for row in rows]

    async def get(self, code: str) -> S:
        """One, locked; raises NotFound."""
        connection = await self._kernel.driver()
        row = await connection.fetchrow(f"{self._read} where code = $1 for update", code)
        if row is None:
            raise NotFound("The desk has no such setting.", code="unknown-setting")
        return setting_of(self._kind, row)

    async def add(self, setting: S) -> None:
        """Raises Conflict where the code, or what only one may have, is taken."""
        places = ", ".join(f"${number}" for number in range(1, len(self._columns) + 1))
        statement = (
            f"insert into {self._table} ({', '.join(self._columns)}) values ({places})"  # noqa: S608 - our own names
            " on conflict do nothing"
        )
        done = await (await self._kernel.driver()).execute(statement, *values_of(setting))
        if done != "INSERT 0 1":
            raise Conflict("This code is taken.", code="code-is-taken")
        await self._note("created", setting.code)

    async def save(self, setting: S) -> None:
        """The next version of one that was got."""
        changes = ", ".join(f"{name} = ${at}" for at, name in enumerate(self._columns, 1))
        statement = f"update {self._table} set {changes} where code = ${len(self._columns) + 1}"  # noqa: S608 - as above
        connection = await self._kernel.driver()
        await connection.execute(statement, *values_of(setting), setting.code)
        await self._note("changed", setting.code)

    async def remove(self, code: str) -> None:
        """One that was got."""
        statement = f"delete from {self._table} where code = $1"  # noqa: S608 - as above
        await (await self._kernel.driver()).execute(statement, code)
        await self._note("removed", code)

    @property
    def _read(self) -> str:
        return f"select {', '.join(self._columns)} from {self._table}"  # noqa: S608 - as above

    async def _note(self, deed: str, code: str) -> None:
        await audit.append(self._kernel, f"desk.{self._table}.{deed}", code)
        forget_with(self._kernel, self._memory)
