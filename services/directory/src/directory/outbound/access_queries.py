"""What is read of permissions and keys, straight into views."""

from uuid import UUID

from chassis.api_key_text import PREFIX
from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.access_views import (
    ApiKeyView,
    PermissionChangeView,
    PermissionsView,
)
from directory.domain.permissions import DEFAULTS, effective
from directory.domain.roles import Role

_PERMISSIONS = "select id as account_id, role, granted, refused, version from account where id = $1"

_CHANGES = """
select p.id, p.changed_at, p.changed_by, a.name as changed_by_name, p.role, p.granted, p.refused
from permission_change p left join account a on a.id::text = p.changed_by
where p.account_id = $1 and p.id < $2 order by p.id desc limit $3
"""

_KEYS = """
select k.id, k.name, k.permissions, k.areas, k.owner_id, a.name as owner_name, k.replaces,
  k.created_at, k.expires_at, k.revoked_at
from api_key k join account a on a.id = k.owner_id
"""

_BEYOND_ANY_ID = 1 << 62
_LAST_KEY = UUID(int=(1 << 128) - 1)


class SqlAccessQueries:
    """The port `AccessQueries`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def permissions(self, account_id: UUID) -> PermissionsView:
        row = await (await self._tx.driver()).fetchrow(_PERMISSIONS, account_id)
        if row is None:
            raise NotFound("No such account.")
        role = Role(row["role"])
        return PermissionsView(
            **row,
            defaults=sorted(DEFAULTS[role]),
            effective=sorted(effective(role, row["granted"], row["refused"])),
        )

    async def permission_changes(
        self, account_id: UUID, after: tuple[int] | None, limit: int
    ) -> list[PermissionChangeView]:
        before = after[0] if after else _BEYOND_ANY_ID
        rows = await (await self._tx.driver()).fetch(_CHANGES, account_id, before, limit + 1)
        return [PermissionChangeView(**row) for row in rows]

    async def api_keys(self, after: tuple[UUID] | None, limit: int) -> list[ApiKeyView]:
        sql = f"{_KEYS} where k.id < $1 order by k.id desc limit $2"
        last = after[0] if after else _LAST_KEY
        rows = await (await self._tx.driver()).fetch(sql, last, limit + 1)
        return [ApiKeyView(**row, prefix=f"{PREFIX}{row['id'].hex}") for row in rows]

    async def api_key(self, key_id: UUID) -> ApiKeyView:
        row = await (await self._tx.driver()).fetchrow(f"{_KEYS} where k.id = $1", key_id)
        if row is None:
            raise NotFound("No such key.")
        return ApiKeyView(**row, prefix=f"{PREFIX}{key_id.hex}")
