"""Keys by which other systems enter."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, RootModel, StrictInt
from uuid_utils.compat import uuid7

from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.reach import reach_of
from directory.application.access_views import ApiKeyView
from directory.application.manage_api_keys import (
    CreateApiKey,
    Owner,
    RotateApiKey,
    create_api_key,
    revoke_api_key,
    rotate_api_key,
)
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.fields import Code, Line
from directory.inbound.http_accounts import Areas, BeginTx, Freshly, manager_of

router = APIRouter(prefix="/api/v1/api-keys", tags=["api-keys"])

MANAGE = needs("api-keys.manage")
Managing = Annotated[Actor, MANAGE]
_LONGEST_OVERLAP_HOURS = 7 * 24


class NewApiKey(BaseModel):
    """What another system may do, as long as you may; without areas it sees what you see."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    permissions: Annotated[list[Code], Field(min_length=1, max_length=200)]
    areas: Areas = []
    expires_at: Annotated[AwareDatetime, Field(description="Within 366 days")]


class Rotation(BaseModel):
    """The next key, and how long the present one goes on beside it."""

    model_config = ConfigDict(extra="forbid")

    expires_at: Annotated[AwareDatetime, Field(description="Of the new one, within 366 days")]
    overlap_hours: Annotated[StrictInt, Field(ge=0, le=_LONGEST_OVERLAP_HOURS)] = 24


class SecretKey(BaseModel):
    """A key with its text, `tero_<id>_<secret>`, which is shown this once and never again. Send it
    as `Authorization: Bearer …`."""

    key: ApiKeyView
    text: str


class KeyNow(RootModel[ApiKeyView]):
    """A key as it is now."""


@router.get("", dependencies=[MANAGE])
async def list_keys(begin: BeginTx, after: After = None, limit: Limit = 50) -> Page[ApiKeyView]:
    """All keys, the newest first, those that are over too."""
    position: tuple[UUID] | None = position_of(after, UUID)
    async with begin() as tx:
        rows = await tx.access.api_keys(position, limit)
    return page_of(rows, limit, lambda row: (row.id,))


# Neither this nor the next takes an Idempotency-Key: the answer, which holds a secret, would be
# kept. A key made twice is seen in the list.
@router.post("", status_code=201)
async def create(body: NewApiKey, actor: Managing, _: Freshly, begin: BeginTx) -> SecretKey:
    """Let another system in, for some time and for some things that you may do yourself."""
    command = CreateApiKey(uuid7(), body.name, body.permissions, body.areas, body.expires_at)
    async with begin() as tx:
        made = await create_api_key(command, _owner(actor), tx)
        return SecretKey(key=await tx.access.api_key(made.key.id), text=made.text)


@router.post("/{key_id}/rotate", status_code=201)
async def rotate(
    key_id: UUID, body: Rotation, actor: Managing, _: Freshly, begin: BeginTx
) -> SecretKey:
    """Another key in its place, and time to bring it there."""
    overlap = timedelta(hours=body.overlap_hours)
    command = RotateApiKey(key_id, uuid7(), overlap, body.expires_at)
    async with begin() as tx:
        made = await rotate_api_key(command, _owner(actor), tx)
        return SecretKey(key=await tx.access.api_key(made.key.id), text=made.text)


@router.post("/{key_id}/revoke", dependencies=[MANAGE], response_model=ApiKeyView)
async def revoke(key_id: UUID, edge: Edge) -> Response:
    """From now on it opens nothing."""

    async def work(tx: EdgeTransaction) -> KeyNow:
        await revoke_api_key(key_id, tx)
        return KeyNow(await tx.access.api_key(key_id))

    return await edge.answer(200, work)


def _owner(actor: Actor) -> Owner:
    return Owner(actor.account_id, manager_of(actor), actor.areas, reach_of(actor).is_whole)
