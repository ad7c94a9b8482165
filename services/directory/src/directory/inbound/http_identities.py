"""Whom at the provider accounts are linked to."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from chassis.errors import NotFound
from chassis.http import begin
from chassis.policies import Actor, AnyAccount, needs
from chassis.step_up import STEP_UP
from directory.application.ports import Begin, Transaction
from directory.application.sign_on_ports import Identity
from directory.inbound.http_accounts import manager_of

router = APIRouter(prefix="/api/v1", tags=["single sign-on"])

BeginTx = Annotated[Begin, Depends(begin)]
OWN = "/session/identities"
ANYBODYS = "/accounts/{account_id}/identities"


class IdentityView(BaseModel):
    """Somebody at a provider, by the provider's own name for them."""

    identity_id: UUID
    issuer: str
    subject: str
    linked_at: datetime
    used_at: datetime | None


class Identities(BaseModel):
    """All of one account."""

    items: list[IdentityView]


@router.get(OWN)
async def own(actor: AnyAccount, begin: BeginTx) -> Identities:
    """Those by which you may enter."""
    async with begin() as tx:
        return _shown(await tx.sign_ons.of_account(actor.account_id))


@router.delete(
    f"{OWN}/{{identity_id}}", status_code=204, response_class=Response, dependencies=[STEP_UP]
)
async def unlink_own(identity_id: UUID, actor: AnyAccount, begin: BeginTx) -> None:
    """Enter by it no more. Sessions go on."""
    async with begin() as tx:
        await _unlink(actor.account_id, identity_id, tx)


@router.get(ANYBODYS, dependencies=[needs("accounts.read")])
async def anybodys(account_id: UUID, begin: BeginTx) -> Identities:
    """Those by which somebody may enter."""
    async with begin() as tx:
        await tx.accounts.get(account_id)
        return _shown(await tx.sign_ons.of_account(account_id))


@router.delete(f"{ANYBODYS}/{{identity_id}}", status_code=204, response_class=Response)
async def unlink_anybodys(
    account_id: UUID,
    identity_id: UUID,
    actor: Annotated[Actor, needs("accounts.manage")],
    _: Annotated[None, STEP_UP],
    begin: BeginTx,
) -> None:
    """They enter by it no more. All their sessions end."""
    async with begin() as tx:
        account = await tx.accounts.get(account_id)
        manager_of(actor).check(account, account)
        await _unlink(account_id, identity_id, tx)
        await tx.sessions.end(account_id, "revoked")


async def _unlink(account_id: UUID, identity_id: UUID, tx: Transaction) -> None:
    if not await tx.sign_ons.unlink(account_id, identity_id):
        raise NotFound("No such identity.")


def _shown(identities: list[Identity]) -> Identities:
    return Identities(
        items=[
            IdentityView(
                identity_id=each.identity_id,
                issuer=each.issuer,
                subject=each.subject,
                linked_at=each.linked_at,
                used_at=each.used_at,
            )
            for each in identities
        ]
    )
