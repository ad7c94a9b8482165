"""This service's own copy of the API keys: enough to decide what another system may do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.api_key_text import fits, read
from chassis.cloudevents import Received
from chassis.policies import Actor
from chassis.reach import KEY_ROLE, SEE_ALL, SEE_AREA, Reach, reach_of
from chassis.transactions import HasKernel, Tx

_KEEP_IF_NEWER = """
insert into kernel_api_key as k
  (key_id, secret_hash, name, scopes, areas, owner_id, expires_at, active, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (key_id) do update set
  secret_hash = excluded.secret_hash, name = excluded.name, scopes = excluded.scopes,
  areas = excluded.areas, owner_id = excluded.owner_id, expires_at = excluded.expires_at,
  active = excluded.active, version = excluded.version
where k.version < excluded.version
"""

# A key is its owner's: it ends with them, and never does what they may not (any more).
_FIND = text(
    "select k.name, k.secret_hash, k.scopes, k.areas, k.owner_id, a.login as owner_login, "
    "a.role as owner_role, a.areas as owner_areas, a.permissions, a.customer_id "
    "from kernel_api_key k join kernel_account a on a.account_id = k.owner_id and a.active "
    "where k.key_id = :key_id and k.active and k.expires_at > now()"
)


class KeyState(Protocol):
    """What is kept of a key."""

    @property
    def key_id(self) -> UUID: ...
    @property
    def secret_hash(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def scopes(self) -> list[str]: ...
    @property
    def areas(self) -> list[str]: ...
    @property
    def owner_id(self) -> UUID: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def active(self) -> bool: ...


async def keep(tx: Tx, key: KeyState, version: int) -> None:
    """Keep this state of a key unless a newer one is known."""
    await (await tx.driver()).execute(
        _KEEP_IF_NEWER,
        key.key_id,
        bytes.fromhex(key.secret_hash),
        key.name,
        key.scopes,
        key.areas,
        key.owner_id,
        key.expires_at,
        key.active,
        version,
    )


async def keep_all(events: Sequence[Received[Any]], tx: HasKernel) -> None:
    """Message handler, repeatable: the newest state of each key wins."""
    for event in events:
        await keep(tx.kernel, event.data, event.sequence or 0)


async def find_actor(engine: AsyncEngine, key: str) -> Actor | None:
    """The system that has this key, with what it may do now; None for any other text."""
    parts = read(key)
    if parts is None:
        return None
    key_id, given = parts
    async with engine.connect() as connection:
        row = (await connection.execute(_FIND, {"key_id": key_id})).one_or_none()
    if row is None or not fits(given, row.secret_hash):
        return None
    return _key_of(key_id, row)


def _key_of(key_id: UUID, row: Any) -> Actor:
    """Never further than its owner sees: a key without areas sees what they see, one with areas
    only these, and of these only the owner's if the owner does not see all. Whoever sees only what
    is given to them, or their own, has a key without areas: nothing is given to a key."""
    areas, permissions = frozenset(row.areas), frozenset(row.scopes) & frozenset(row.permissions)
    reach = reach_of(_owner_of(row))
    if reach.is_whole:
        permissions |= frozenset() if areas else frozenset({SEE_ALL})
    else:
        owners = frozenset(row.owner_areas) if reach is Reach.AREA else frozenset()
        areas = areas & owners if areas else owners
        # They widen the reach of a role that can be widened: a key's can, its owner's may not.
        permissions -= {SEE_ALL, SEE_AREA}
    return Actor(
        account_id=key_id,
        login=f"key:{key_id}",
        name=row.name,
        role=KEY_ROLE,
        areas=areas,
        permissions=permissions,
        customer_id=None,
    )


def _owner_of(row: Any) -> Actor:
    return Actor(
        account_id=row.owner_id,
        login=row.owner_login,
        name="",
        role=row.owner_role,
        areas=frozenset(row.owner_areas),
        permissions=frozenset(row.permissions),
        customer_id=row.customer_id,
    )
