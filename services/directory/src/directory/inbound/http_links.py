"""Passwords are never told: who needs one gets a link by e-mail, and chooses."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from chassis.due import schedule
from chassis.http import begin_bare
from chassis.policies import PUBLIC, needs
from chassis.transactions import Begin as BeginBare
from chassis.transactions import Tx
from directory.application.send_links import Sent, invite, reset, reset_of_customer
from directory.application.set_password import set_password
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.fields import Email, Password
from directory.inbound.http_accounts import MANAGE, BeginTx
from directory.inbound.timers import RESET_ASKED

router = APIRouter(prefix="/api/v1", tags=["passwords"])

RESET = needs("customers.reset-password")


class LetterSent(BaseModel):
    """A letter that is on its way. Who sent it never sees what is in it."""

    letter: str
    account_id: UUID
    login: str
    expires_at: datetime


class LettersSent(BaseModel):
    """One letter for each account of the customer."""

    items: list[LetterSent]


class Forgotten(BaseModel):
    """Whose password was forgotten."""

    model_config = ConfigDict(extra="forbid")

    email: Email


class ChosenPassword(BaseModel):
    """What stands behind `token=` in the link, and the password from now on."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, StringConstraints(max_length=200)]
    password: Password


@router.post(
    "/accounts/{account_id}/invitation",
    status_code=202,
    dependencies=[MANAGE],
    response_model=LetterSent,
)
async def send_invitation(account_id: UUID, edge: Edge, request: Request) -> Response:
    """Have somebody choose their first password, within 24 hours."""

    async def work(tx: EdgeTransaction) -> LetterSent:
        return _sent(await invite(account_id, _page(request), tx))

    return await edge.answer(202, work)


@router.post(
    "/accounts/{account_id}/password-reset",
    status_code=202,
    dependencies=[MANAGE],
    response_model=LetterSent,
)
async def send_reset(account_id: UUID, edge: Edge, request: Request) -> Response:
    """Have somebody choose another password, within 60 minutes; until then the old one stays."""

    async def work(tx: EdgeTransaction) -> LetterSent:
        return _sent(await reset(account_id, _page(request), tx))

    return await edge.answer(202, work)


@router.post(
    "/customers/{customer_id}/password-reset",
    status_code=202,
    dependencies=[RESET],
    response_model=LettersSent,
)
async def send_reset_to_customer(customer_id: UUID, edge: Edge, request: Request) -> Response:
    """Have a customer choose another password (E37)."""

    async def work(tx: EdgeTransaction) -> LettersSent:
        sent = await reset_of_customer(customer_id, _page(request), tx)
        return LettersSent(items=[_sent(each) for each in sent])

    return await edge.answer(202, work)


@router.post("/password-resets", status_code=202, dependencies=[PUBLIC])
async def ask_for_reset(
    body: Forgotten, begin: Annotated[BeginBare[Tx], Depends(begin_bare)]
) -> dict[str, Any]:
    """Ask for a link by which to choose another password. The answer is the same, and takes as
    long, whether anybody has this address: it is looked up later, and the letter tells."""
    asked = body.email.lower()
    subject = hashlib.sha256(asked.encode()).hexdigest()
    async with begin() as tx:
        await schedule(tx, RESET_ASKED, subject, datetime.now(UTC), {"email": asked})
    return {}


@router.post("/passwords", status_code=204, dependencies=[PUBLIC])
async def choose(body: ChosenPassword, begin: BeginTx, request: Request) -> Response:
    """Choose a password by the token of a link, which is used up by it. All sessions end."""
    await set_password(body.token, body.password, begin, request.app.state.passwords)
    return Response(status_code=204)


def _page(request: Request) -> str:
    """Where a password is set: from the settings, never from what a request says of its host."""
    page: str = request.app.state.password_page
    return page


def _sent(sent: Sent) -> LetterSent:
    return LetterSent(
        letter=sent.purpose.value,
        account_id=sent.account_id,
        login=sent.login,
        expires_at=sent.expires_at,
    )
