"""Signing in at the OpenID provider: there, and back.

Nothing here sends a browser anywhere: the console goes to the address it is told, and the provider
sends people back to the one page that the settings name. What comes back counts only in the
browser that began, which keeps a cookie for it.
"""

from datetime import UTC, datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chassis import console_cookies
from chassis.errors import Refusal
from chassis.http import begin
from chassis.policies import PUBLIC, AnyAccount
from chassis.step_up import STEP_UP
from directory.application.log_in import Entrance
from directory.application.ports import Begin
from directory.application.sign_on import Answer, begin_sign_on, finish_sign_on
from directory.application.sign_on_ports import Provider
from directory.domain.credential_link import token_digest
from directory.domain.sign_on import (
    LIFE,
    LONGEST,
    Attempt,
    Purpose,
    SignOnExpired,
    SignOnOff,
    SignOnRefused,
)
from directory.inbound.fields import printable
from directory.inbound.http_session import Code
from directory.inbound.session_answers import (
    AccessToken,
    ConsoleSession,
    for_console,
    give_access,
    origin_of,
    session_of,
)

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/api/v1/session/single-sign-on", tags=["single sign-on"])

COOKIE = "__Host-tero-sign-on"
BeginTx = Annotated[Begin, Depends(begin)]
Short = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(printable)]
Long = Annotated[str, Field(min_length=1, max_length=4_000), AfterValidator(printable)]


class Offer(BaseModel):
    """Whether people may sign in elsewhere, and what that is called."""

    enabled: bool
    name: str


class Wish(BaseModel):
    """`invitation` is the token of a letter: whoever has it may be linked instead of choosing a
    password."""

    model_config = ConfigDict(extra="forbid")

    invitation: Short | None = None


class Way(BaseModel):
    """Where the console sends the browser, within ten minutes."""

    address: str


class Back(BaseModel):
    """What the provider appended to the address of the console's page: `code`, or `error`.

    `second_factor` where `second-factor-required` was answered; then the rest is as before.
    """

    model_config = ConfigDict(extra="forbid")

    state: Short
    code: Long | None = None
    error: Short | None = None
    iss: Long | None = None
    second_factor: Code | None = None


@router.get("", dependencies=[PUBLIC])
async def look(request: Request) -> Offer:
    """Whether to show a button, and with which name."""
    provider: Provider | None = request.app.state.provider
    return Offer(enabled=provider is not None, name=provider.name if provider else "")


@router.post("", dependencies=[PUBLIC])
async def enter(wish: Wish, request: Request, response: Response, begin: BeginTx) -> Way:
    """Begin to enter; with an invitation, to be linked first."""
    if wish.invitation is None:
        return await _way("enter", request, response, begin)
    digest = token_digest(wish.invitation)
    return await _way("invitation", request, response, begin, link_hash=digest)


@router.post("/link", dependencies=[STEP_UP])
async def link(actor: AnyAccount, request: Request, response: Response, begin: BeginTx) -> Way:
    """Begin to link your account to who you are at the provider."""
    session_id = session_of(request)
    return await _way(
        "link", request, response, begin, account_id=actor.account_id, session_id=session_id
    )


@router.post("/proof")
async def prove(actor: AnyAccount, request: Request, response: Response, begin: BeginTx) -> Way:
    """Begin to prove once more who you are, for what answers `step-up-required`."""
    session_id = session_of(request)
    return await _way(
        "prove", request, response, begin, account_id=actor.account_id, session_id=session_id
    )


@router.post("/answer", dependencies=[PUBLIC])
async def finish(
    back: Back, request: Request, response: Response, begin: BeginTx
) -> ConsoleSession | AccessToken:
    """Finish what was begun in this browser: a session, or another proof of this one's owner."""
    console_cookies.refuse_other_sites(request)
    provider, entrance = _provider(request), _entrance(request)
    secret = request.cookies.get(COOKIE, "")
    try:
        _check(back, secret, request)
        answer = Answer(back.state, back.code or "", secret, back.second_factor, origin_of(request))
        entered = await finish_sign_on(answer, provider, entrance, begin)
    except Refusal as refusal:
        log.warning(
            "a sign-on was refused", kind=refusal.code, why=refusal.facts.get("why"),
            host=origin_of(request).address,
        )  # fmt: skip
        raise
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    if isinstance(entered, str):
        give_access(response, entered, entrance.lifetimes)
        seconds = int(entrance.lifetimes.token.total_seconds())
        return AccessToken(access_token=None, expires_in=seconds)
    return for_console(entered, entrance.lifetimes, response)


def _check(back: Back, secret: str, request: Request) -> None:
    if not 0 < len(secret) <= LONGEST:
        raise SignOnExpired("This was begun in another browser, or too long ago. Begin again.")
    issuer: str | None = request.app.state.settings.oidc_issuer
    if back.iss is not None and back.iss != issuer:
        raise SignOnRefused("Another provider answered.", reason="issuer")
    if back.error is not None or back.code is None:
        raise SignOnRefused("The provider let nobody in.", reason=back.error or "no-code")


async def _way(
    purpose: Purpose, request: Request, response: Response, begin: BeginTx, **of: object
) -> Way:
    console_cookies.refuse_other_sites(request)
    attempt = Attempt(purpose, datetime.now(UTC) + LIFE, **of)  # type: ignore[arg-type]
    begun = await begin_sign_on(attempt, _provider(request), begin)
    console_cookies.give(response, COOKIE, begun.secret, int(LIFE.total_seconds()))
    return Way(address=begun.address)


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise SignOnOff("This installation has no provider to sign in at.")
    return provider


def _entrance(request: Request) -> Entrance:
    entrance: Entrance = request.app.state.entrance
    return entrance
