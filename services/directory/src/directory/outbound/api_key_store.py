"""API keys in PostgreSQL; writing one also tells everybody."""

from uuid import UUID

import asyncpg

from chassis import api_keys
from chassis.errors import ConcurrentUpdate, NotFound
from chassis.transactions import Tx
from directory.domain.api_key import ApiKey
from directory.outbound.announcements import api_key_changed

_COLUMNS = (
    "id, name, secret_hash, permissions, areas, owner_id, created_at, expires_at, revoked_at,"
    " replaces, version"
)
_GET = f"select {_COLUMNS} from api_key where id = $1 for update"  # noqa: S608 - names only

_ADD = f"""
insert into api_key ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""  # noqa: S608 - names only

_SAVE = """
update api_key set expires_at = $2, revoked_at = $3, version = $4
where id = $1 and version = $4 - 1 returning id
"""


class SqlApiKeys:
    """The port `ApiKeys`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, key_id: UUID) -> ApiKey:
        row = await (await self._tx.driver()).fetchrow(_GET, key_id)
        if row is None:
            raise NotFound("No such key.")
        return _key(row)

    async def add(self, key: ApiKey) -> None:
        await (await self._tx.driver()).execute(_ADD, *_values(key))
        await self._tell(key)

    async def save(self, key: ApiKey) -> None:
        values = (key.id, key.expires_at, key.revoked_at, key.version)
        if await (await self._tx.driver()).fetchval(_SAVE, *values) is None:
            raise ConcurrentUpdate("Somebody else changed this key in between.")
        await self._tell(key)

    async def _tell(self, key: ApiKey) -> None:
        event = api_key_changed(key)
        self._tx.emit(event, key=key.id, version=key.version)
        # As with accounts: this service hears of no key, and keeps its own copy.
        await api_keys.keep(self._tx, event, key.version)


def _values(key: ApiKey) -> tuple[object, ...]:
    return (
        key.id,
        key.name,
        key.secret_hash,
        list(key.permissions),
        list(key.areas),
        key.owner_id,
        key.created_at,
        key.expires_at,
        key.revoked_at,
        key.replaces,
        key.version,
    )


def _key(row: asyncpg.Record) -> ApiKey:
    values = dict(row) | {"permissions": tuple(row["permissions"]), "areas": tuple(row["areas"])}
    return ApiKey(**values)
