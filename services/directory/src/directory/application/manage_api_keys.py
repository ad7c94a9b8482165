"""Keys of other systems are made, renewed and revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from chassis.api_key_text import digest, new_secret, written
from chassis.errors import Forbidden
from directory.application.ports import Transaction
from directory.domain.account import ordered
from directory.domain.api_key import ApiKey, KeyIsOver, check_expiry, scopes
from directory.domain.area import check_new
from directory.domain.manager import Manager


class ForeignArea(Forbidden):
    """A key sees no more than its owner."""

    code = "foreign-area"


@dataclass(frozen=True)
class Owner:
    """Whose key it will be. `areas` bind an owner who does not see all of them."""

    account_id: UUID
    manager: Manager
    areas: frozenset[str]
    sees_all: bool


@dataclass(frozen=True)
class CreateApiKey:
    """`key_id` is chosen by the caller. Without areas a key sees what its owner sees."""

    key_id: UUID
    name: str
    permissions: Iterable[str]
    areas: Iterable[str]
    expires_at: datetime


@dataclass(frozen=True)
class NewKey:
    """A key and, this once, its whole text."""

    key: ApiKey
    text: str


async def create_api_key(command: CreateApiKey, owner: Owner, tx: Transaction) -> NewKey:
    """The key; MoreThanOwn for a permission its owner does not have."""
    now, areas = datetime.now(UTC), ordered(command.areas)
    permissions = scopes(command.permissions)
    check_expiry(command.expires_at, now)
    owner.manager.check_gain(frozenset(), frozenset(permissions))
    check_new(areas, await tx.areas.active(areas))
    if not owner.sees_all and (foreign := sorted({*areas} - owner.areas)):
        raise ForeignArea(f"You are not in the area {foreign[0]}.", area=foreign[0])
    secret = new_secret()
    key = ApiKey(
        id=command.key_id,
        name=command.name,
        secret_hash=digest(secret),
        permissions=permissions,
        areas=areas,
        owner_id=owner.account_id,
        created_at=now,
        expires_at=command.expires_at,
    )
    return await _add(key, secret, tx)


@dataclass(frozen=True)
class RotateApiKey:
    """Another key like `key_id`, which goes on for the overlap."""

    key_id: UUID
    new_id: UUID
    overlap: timedelta
    expires_at: datetime


async def rotate_api_key(command: RotateApiKey, owner: Owner, tx: Transaction) -> NewKey:
    """The new key, from now on its rotator's; KeyIsOver if there is nothing to rotate."""
    now, before = datetime.now(UTC), await tx.api_keys.get(command.key_id)
    if before.is_over(now):
        raise KeyIsOver("This key has expired, or was revoked.")
    check_expiry(command.expires_at, now)
    owner.manager.check_gain(frozenset(), frozenset(before.permissions))
    if not owner.sees_all and not ({*before.areas} and {*before.areas} <= owner.areas):
        raise ForeignArea("This key sees more than you.")
    secret = new_secret()
    key = ApiKey(
        id=command.new_id,
        name=before.name,
        secret_hash=digest(secret),
        permissions=before.permissions,
        areas=before.areas,
        owner_id=owner.account_id,
        created_at=now,
        expires_at=command.expires_at,
        replaces=before.id,
    )
    await tx.api_keys.save(before.ending(now + command.overlap))
    return await _add(key, secret, tx)


async def revoke_api_key(key_id: UUID, tx: Transaction) -> None:
    """It opens nothing any more, in any service, within seconds."""
    before = await tx.api_keys.get(key_id)
    after = before.revoked(datetime.now(UTC))
    if after != before:
        await tx.api_keys.save(after)


async def _add(key: ApiKey, secret: str, tx: Transaction) -> NewKey:
    await tx.api_keys.add(key)
    return NewKey(key, written(key.id, secret))
