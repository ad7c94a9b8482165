"""Links for passwords in PostgreSQL: only digests, and each is deleted by its use."""

from datetime import datetime
from uuid import UUID

from chassis.database import delete_some
from chassis.transactions import Tx
from directory.domain.credential_link import Purpose

_ADD = """
insert into credential_link (token_hash, account_id, purpose, expires_at) values ($1, $2, $3, $4)
"""

_OPEN_SINCE = """
select count(*) from credential_link
where account_id = $1 and purpose = $2 and created_at > $3
"""

_LEADS_SOMEWHERE = """
select exists (select from credential_link where token_hash = $1 and expires_at > now())
"""

# Of two who use it at the same moment the second waits for the first, and then finds nothing.
_USE = """
delete from credential_link where token_hash = $1 and expires_at > now() returning account_id
"""

_FORGET = """
delete from credential_link where token_hash = any(array(
  select token_hash from credential_link where expires_at < now() limit $1))
"""


class SqlLinks:
    """The port `Links`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(
        self, token_hash: bytes, account_id: UUID, purpose: Purpose, expires_at: datetime
    ) -> None:
        connection = await self._tx.driver()
        await connection.execute(_ADD, token_hash, account_id, purpose.value, expires_at)

    async def open_since(self, account_id: UUID, purpose: Purpose, since: datetime) -> int:
        connection = await self._tx.driver()
        return int(await connection.fetchval(_OPEN_SINCE, account_id, purpose.value, since))

    async def leads_somewhere(self, token_hash: bytes) -> bool:
        return bool(await (await self._tx.driver()).fetchval(_LEADS_SOMEWHERE, token_hash))

    async def use(self, token_hash: bytes) -> UUID | None:
        account_id: UUID | None = await (await self._tx.driver()).fetchval(_USE, token_hash)
        return account_id

    async def drop_all(self, account_id: UUID) -> None:
        sql = "delete from credential_link where account_id = $1"
        await (await self._tx.driver()).execute(sql, account_id)

    async def forget(self) -> bool:
        return await delete_some(await self._tx.driver(), _FORGET)
