"""The open sessions of an account: one's own, and for those who manage accounts, anybody's."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from chassis import console_cookies
from chassis.errors import NotFound
from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import AnyAccount, needs
from directory.application.ports import Begin
from directory.application.session_views import SessionView
from directory.inbound.session_answers import session_of

own = APIRouter(prefix="/api/v1/session/open", tags=["session"])
anybodys = APIRouter(prefix="/api/v1/accounts/{account_id}/sessions", tags=["session"])

BeginTx = Annotated[Begin, Depends(begin)]


class Ended(BaseModel):
    """How many sessions were ended."""

    sessions: int


@own.get("")
async def list_own(
    actor: AnyAccount, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[SessionView]:
    """Where you are logged in, newest first."""
    return await _listed(actor.account_id, after, limit, begin)


@own.delete("")
async def end_own(
    actor: AnyAccount,
    request: Request,
    response: Response,
    begin: BeginTx,
    keep_this: Annotated[bool, Query(description="End all but the one you ask with")] = False,
) -> Ended:
    """Log out everywhere."""
    async with begin() as tx:
        if keep_this:
            keep = session_of(request)
            ended = await tx.sessions.end_others(actor.account_id, "logged-out", keep=keep)
        else:
            ended = await tx.sessions.end(actor.account_id, "logged-out")
            console_cookies.take(response)
    return Ended(sessions=ended)


@own.delete("/{session_id}", status_code=204, response_class=Response)
async def end_one_of_ones_own(session_id: UUID, actor: AnyAccount, begin: BeginTx) -> None:
    """End one of your sessions."""
    async with begin() as tx:
        ended = await tx.sessions.end(actor.account_id, "logged-out", only=session_id)
    if not ended:
        raise NotFound("No such session.")


@anybodys.get("", dependencies=[needs("accounts.read")])
async def list_anybodys(
    account_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[SessionView]:
    """Where somebody is logged in, newest first."""
    return await _listed(account_id, after, limit, begin)


@anybodys.delete("", dependencies=[needs("accounts.manage")])
async def end_anybodys(account_id: UUID, begin: BeginTx) -> Ended:
    """Log somebody out everywhere. Asks for no second proof: in an emergency it must be quick."""
    async with begin() as tx:
        await tx.accounts.get(account_id)
        return Ended(sessions=await tx.sessions.end(account_id, "revoked"))


@anybodys.delete(
    "/{session_id}",
    status_code=204,
    response_class=Response,
    dependencies=[needs("accounts.manage")],
)
async def end_one_of_anybodys(account_id: UUID, session_id: UUID, begin: BeginTx) -> None:
    """End one session of somebody."""
    async with begin() as tx:
        await tx.accounts.get(account_id)
        ended = await tx.sessions.end(account_id, "revoked", only=session_id)
    if not ended:
        raise NotFound("No such session.")


async def _listed(
    account_id: UUID, after: str | None, limit: int, begin: Begin
) -> Page[SessionView]:
    position = position_of(after, UUID)
    async with begin() as tx:
        await tx.accounts.get(account_id)
        rows = await tx.sessions.listed(account_id, position, limit)
    return page_of(rows, limit, lambda row: (row.session_id,))
