"""Entering, staying, leaving, and knowing who one is."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool
from uuid_utils.compat import uuid7

from chassis import console_cookies
from chassis.errors import Refusal
from chassis.http import begin
from chassis.policies import PUBLIC, AnyAccount
from directory.application import prove
from directory.application.continue_session import InvalidRefreshToken, continue_session
from directory.application.log_in import Entrance
from directory.application.log_in import log_in as enter
from directory.application.ports import Begin
from directory.application.prove_again import prove_again
from directory.domain.refresh_token import LONGEST
from directory.inbound.fields import printable
from directory.inbound.session_answers import (
    AccessToken,
    ConsoleSession,
    Session,
    Who,
    for_console,
    for_program,
    give_access,
    origin_of,
    session_of,
)

log = structlog.get_logger(__name__)
router = APIRouter(tags=["session"])

BeginTx = Annotated[Begin, Depends(begin)]
Secret = Annotated[
    str, Field(min_length=1, max_length=1_000, json_schema_extra={"format": "password"})
]
Code = Annotated[str, Field(min_length=6, max_length=40), AfterValidator(printable)]


class Proof(BaseModel):
    """Who somebody says they are, and what only they know.

    `code` is one of the authenticator app, or a recovery code; it is asked for with
    `second-factor-required`. `console` puts the tokens into cookies instead of the answer.
    """

    model_config = ConfigDict(extra="forbid")

    login: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
    password: Secret
    code: Code | None = None
    console: StrictBool = False


class OwnProof(BaseModel):
    """What only the owner of this session knows."""

    model_config = ConfigDict(extra="forbid")

    password: Secret
    code: Code | None = None


class Continuation(BaseModel):
    """A program's refresh token; the console's comes in its cookie."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: Annotated[str, Field(min_length=1, max_length=LONGEST)]


@router.post("/api/v1/session", status_code=201, dependencies=[PUBLIC])
async def log_in(
    proof: Proof, request: Request, response: Response, begin: BeginTx
) -> Session | ConsoleSession:
    """Prove who you are. After five failures of a login from one address, every further one
    doubles the time until the next is looked at (429)."""
    if proof.console:
        console_cookies.refuse_other_sites(request)
    origin = origin_of(request)
    given = prove.Proof(proof.login, proof.password, proof.code, origin.address)
    entrance: Entrance = request.app.state.entrance
    try:
        entered = await enter(uuid7(), given, origin, entrance, begin)
    except Refusal as refusal:
        # Without the login: people type their password there.
        log.warning("a log-in was refused", kind=refusal.code, host=origin.address)
        raise
    if proof.console:
        return for_console(entered, entrance.lifetimes, response)
    return for_program(entered, entrance.lifetimes)


@router.post("/api/v1/session/refresh", dependencies=[PUBLIC])
async def refresh(
    request: Request, response: Response, begin: BeginTx, body: Continuation | None = None
) -> Session | ConsoleSession:
    """Exchange a refresh token for the next pair of tokens. Each is good once: one that is used
    again, later than seconds after its first use, ends the session."""
    entrance: Entrance = request.app.state.entrance
    if body is not None:
        entered = await continue_session(body.refresh_token, entrance, begin)
        return for_program(entered, entrance.lifetimes)
    console_cookies.refuse_other_sites(request)
    token = request.cookies.get(console_cookies.REFRESH, "")
    if not 0 < len(token) <= LONGEST:
        raise InvalidRefreshToken("There is no session; log in.")
    entered = await continue_session(token, entrance, begin)
    return for_console(entered, entrance.lifetimes, response)


@router.post("/api/v1/session/proof")
async def prove_once_more(
    body: OwnProof, actor: AnyAccount, request: Request, response: Response, begin: BeginTx
) -> AccessToken:
    """Prove once more who you are, for what answers `step-up-required`; a new access token."""
    entrance: Entrance = request.app.state.entrance
    given = prove.Proof(actor.login, body.password, body.code, origin_of(request).address)
    session_id = session_of(request)
    token = await prove_again(session_id, actor.account_id, given, entrance, begin)
    seconds = int(entrance.lifetimes.token.total_seconds())
    if "Authorization" in request.headers:
        return AccessToken(access_token=token, expires_in=seconds)
    give_access(response, token, entrance.lifetimes)
    return AccessToken(access_token=None, expires_in=seconds)


@router.delete("/api/v1/session", status_code=204)
async def log_out(actor: AnyAccount, request: Request, begin: BeginTx) -> Response:
    """End this session. Every service refuses its tokens within seconds."""
    async with begin() as tx:
        await tx.sessions.end(actor.account_id, "logged-out", only=session_of(request))
    response = Response(status_code=204)
    console_cookies.take(response)
    return response


@router.get("/api/v1/session")
async def who_am_i(actor: AnyAccount) -> Who:
    """The account behind the token, with what it may do now."""
    return Who(
        account_id=actor.account_id,
        login=actor.login,
        name=actor.name,
        role=actor.role,
        areas=sorted(actor.areas),
        permissions=sorted(actor.permissions),
        customer_id=actor.customer_id,
    )


@router.get("/.well-known/jwks.json", dependencies=[PUBLIC], response_class=Response)
async def public_keys(request: Request) -> Response:
    """The keys by which anybody can check a token (JWK Set)."""
    document: bytes = request.app.state.public_keys
    return Response(
        document,
        media_type="application/jwk-set+json",
        headers={"Cache-Control": "public, max-age=300"},
    )
