"""Second factors in PostgreSQL. Every use is one statement, so that nothing is used twice."""

from uuid import UUID

from chassis.transactions import Tx
from directory.application.session_ports import SecondFactor

_FIND = "select secret, confirmed_at is not null as is_confirmed from second_factor"

_PROPOSE = """
insert into second_factor (account_id, secret) values ($1, $2)
on conflict (account_id) do nothing
"""

_USE_STEP = """
update second_factor set last_step = $2 where account_id = $1 and last_step < $2 returning true
"""

_USE_RECOVERY_CODE = """
delete from recovery_code where account_id = $1 and code_hash = $2 returning true
"""

_CONFIRM = """
with confirmed as (
  update second_factor set confirmed_at = now(), changed_at = now() where account_id = $1
), old as (
  delete from recovery_code where account_id = $1
)
insert into recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])
"""

_REMOVE = "delete from second_factor where account_id = $1 returning true"


class SqlSecondFactors:
    """The port `SecondFactors`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, account_id: UUID) -> SecondFactor | None:
        return await self._one(f"{_FIND} where account_id = $1", account_id)

    async def held(self, account_id: UUID) -> SecondFactor | None:
        return await self._one(f"{_FIND} where account_id = $1 for share", account_id)

    async def _one(self, sql: str, account_id: UUID) -> SecondFactor | None:
        row = await (await self._tx.driver()).fetchrow(sql, account_id)
        return None if row is None else SecondFactor(**row)

    async def propose(self, account_id: UUID, secret: bytes) -> None:
        await (await self._tx.driver()).execute(_PROPOSE, account_id, secret)

    async def use_step(self, account_id: UUID, step: int) -> bool:
        return bool(await (await self._tx.driver()).fetchval(_USE_STEP, account_id, step))

    async def use_recovery_code(self, account_id: UUID, code_hash: bytes) -> bool:
        connection = await self._tx.driver()
        return bool(await connection.fetchval(_USE_RECOVERY_CODE, account_id, code_hash))

    async def confirm(self, account_id: UUID, recovery_hashes: list[bytes]) -> None:
        await (await self._tx.driver()).execute(_CONFIRM, account_id, recovery_hashes)

    async def remove(self, account_id: UUID) -> bool:
        return bool(await (await self._tx.driver()).fetchval(_REMOVE, account_id))
