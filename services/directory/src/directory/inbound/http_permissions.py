"""The permission catalogue, and what single employees may do beyond their role."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import AnyAccount
from directory.application.access_views import (
    PermissionChangeView,
    PermissionsView,
    PermissionView,
)
from directory.application.change_account import Singles, allow
from directory.domain.catalogue import PERMISSIONS
from directory.inbound.fields import Code
from directory.inbound.http_accounts import READ, BeginTx, Freshly, Managing, manager_of
from directory.inbound.preconditions import Seen

router = APIRouter(prefix="/api/v1", tags=["permissions"])

Names = Annotated[list[Code], Field(max_length=200)]


class SinglePermissions(BaseModel):
    """Beyond, and short of, the defaults of the role. What is in neither list is as the role has
    it."""

    model_config = ConfigDict(extra="forbid")

    granted: Names
    refused: Names


@router.get("/permissions")
async def catalogue(_: AnyAccount) -> list[PermissionView]:
    """Every permission there is."""
    return [
        PermissionView(each.name, each.allows, each.label, sorted(each.roles))
        for each in PERMISSIONS
    ]


@router.get("/accounts/{account_id}/permissions", dependencies=[READ])
async def read(account_id: UUID, begin: BeginTx) -> PermissionsView:
    """What somebody may do, and why."""
    async with begin() as tx:
        return await tx.access.permissions(account_id)


@router.put("/accounts/{account_id}/permissions")
async def change(
    account_id: UUID,
    body: SinglePermissions,
    actor: Managing,
    _: Freshly,
    begin: BeginTx,
    seen: Seen,
) -> PermissionsView:
    """Grant and refuse single permissions to an employee. Nobody grants what they do not have."""
    singles = Singles(body.granted, body.refused)
    async with begin() as tx:
        await allow(account_id, singles, manager_of(actor), tx, seen)
        return await tx.access.permissions(account_id)


@router.get("/accounts/{account_id}/permissions/history", dependencies=[READ])
async def history(
    account_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[PermissionChangeView]:
    """Who changed what somebody may do, the newest first."""
    position: tuple[int] | None = position_of(after, int)
    async with begin() as tx:
        await tx.access.permissions(account_id)
        rows = await tx.access.permission_changes(account_id, position, limit)
    return page_of(rows, limit, lambda row: (row.id,))
