"""A second factor: setting it up, and taking it away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from chassis.errors import Conflict, NotFound
from chassis.http import begin
from chassis.policies import Actor, AnyAccount, needs
from chassis.step_up import STEP_UP
from directory.application.log_in import Entrance
from directory.application.ports import Begin, Transaction
from directory.domain import totp
from directory.inbound.http_accounts import manager_of
from directory.inbound.http_session import Code

router = APIRouter(tags=["second factor"])

BeginTx = Annotated[Begin, Depends(begin)]
OWN = "/api/v1/session/second-factor"


class AlreadySetUp(Conflict):
    """Take the present one away first."""

    code = "second-factor-is-set-up"


class State(BaseModel):
    """Whether this account has a second factor."""

    is_set_up: bool


class Proposal(BaseModel):
    """For an authenticator app: `address` as a picture (QR), or `secret` typed in."""

    secret: str
    address: str


class FirstCode(BaseModel):
    """A code of the app that was just given the secret."""

    model_config = ConfigDict(extra="forbid")

    code: Code


class RecoveryCodes(BaseModel):
    """Each is good once, where the phone is lost. They are told only this time."""

    recovery_codes: list[str]


@router.get(OWN)
async def look(actor: AnyAccount, begin: BeginTx) -> State:
    """Whether you have a second factor."""
    async with begin() as tx:
        factor = await tx.second_factors.find(actor.account_id)
    return State(is_set_up=factor is not None and factor.is_confirmed)


@router.post(OWN, dependencies=[STEP_UP])
async def propose(actor: AnyAccount, begin: BeginTx) -> Proposal:
    """A secret for an authenticator app. Nothing asks for its codes until the first of them has
    been confirmed; until then this answers with the same secret."""
    async with begin() as tx:
        await tx.second_factors.propose(actor.account_id, totp.new_secret())
        factor = await tx.second_factors.find(actor.account_id)
    if factor is None or factor.is_confirmed:
        raise AlreadySetUp("This account has a second factor.")
    address = totp.address_of(factor.secret, actor.login)
    return Proposal(secret=totp.readable(factor.secret), address=address)


@router.post(f"{OWN}/confirmation", dependencies=[STEP_UP])
async def confirm(
    body: FirstCode, actor: AnyAccount, request: Request, begin: BeginTx
) -> RecoveryCodes:
    """Show that the secret has arrived. From now on log-ins need a code."""
    entrance: Entrance = request.app.state.entrance
    codes = await entrance.prover.confirm(actor.account_id, body.code, begin)
    return RecoveryCodes(recovery_codes=list(codes))


@router.delete(OWN, status_code=204, response_class=Response, dependencies=[STEP_UP])
async def remove_own(actor: AnyAccount, begin: BeginTx) -> None:
    """Log in without codes again, if your role may."""
    async with begin() as tx:
        await _remove(actor.account_id, tx)


@router.delete(
    "/api/v1/accounts/{account_id}/second-factor",
    status_code=204,
    response_class=Response,
)
async def remove_anybodys(
    account_id: UUID,
    actor: Annotated[Actor, needs("accounts.manage")],
    _: Annotated[None, STEP_UP],
    begin: BeginTx,
) -> None:
    """For somebody whose phone and recovery codes are lost. Their sessions end."""
    async with begin() as tx:
        account = await tx.accounts.get(account_id)
        manager_of(actor).check(account, account)
        await _remove(account.id, tx)
        await tx.sessions.end(account.id, "revoked")


async def _remove(account_id: UUID, tx: Transaction) -> None:
    if not await tx.second_factors.remove(account_id):
        raise NotFound("This account has no second factor.")
