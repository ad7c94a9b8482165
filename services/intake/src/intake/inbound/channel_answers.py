"""Channel systems as those who run the desk see them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from intake.domain.channel_system import ChannelKey, ChannelSystem
from intake.inbound.edge import EdgeTransaction, now


class KeyShown(BaseModel):
    """A key, or a secret to sign with, as it can be told apart; its text is not kept."""

    id: UUID
    created_at: datetime
    expires_at: datetime | None


class ChannelShown(BaseModel):
    """A channel system; `version` is what a change must send as If-Match. One that has signing
    secrets must sign with one of them."""

    code: str
    label: str
    kind: str | None
    enabled: bool
    per_second: float
    burst: int
    queue: str | None
    line: str | None
    reason: str | None
    address: str | None
    version: int
    keys: list[KeyShown]
    signing_secrets: list[KeyShown]


class ChannelsShown(BaseModel):
    """In the order of their codes."""

    items: list[ChannelShown]


async def shown(system: ChannelSystem, tx: EdgeTransaction) -> ChannelShown:
    """A channel system with what is good now."""
    names = ChannelShown.model_fields.keys() - {"keys", "signing_secrets"}
    return ChannelShown(
        keys=_good(await tx.channel_keys.of(system.code)),
        signing_secrets=_good(await tx.signing_secrets.of(system.code)),
        **{name: getattr(system, name) for name in names},
    )


def _good(keys: Sequence[ChannelKey]) -> list[KeyShown]:
    at = now()
    return [
        KeyShown(id=key.id, created_at=key.created_at, expires_at=key.expires_at)
        for key in keys
        if key.is_good(at)
    ]
