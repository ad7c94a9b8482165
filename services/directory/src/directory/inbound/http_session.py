"""Entering, and knowing who one is."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chassis.http import begin
from chassis.policies import PUBLIC, AnyAccount
from directory.application import log_in as entering
from directory.application.ports import Begin, Tokens
from directory.inbound.fields import printable

router = APIRouter(tags=["session"])


class Proof(BaseModel):
    """Who somebody says they are, and what only they know."""

    model_config = ConfigDict(extra="forbid")

    login: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(printable)]
    password: Annotated[
        str, Field(min_length=1, max_length=1_000, json_schema_extra={"format": "password"})
    ]


class Who(BaseModel):
    """An account with what it may do."""

    account_id: UUID
    login: str
    name: str
    role: str
    areas: list[str]
    permissions: list[str]
    customer_id: UUID | None


class Session(BaseModel):
    """A token for the header `Authorization: Bearer …`, and whose it is."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: Annotated[int, Field(description="Seconds")]
    account: Who


@router.post("/api/v1/session", status_code=201, dependencies=[PUBLIC])
async def log_in(
    proof: Proof, request: Request, begin: Annotated[Begin, Depends(begin)]
) -> Session:
    """Prove who you are. Ten failures within ten minutes close this door for a while (429)."""
    address = request.client.host if request.client else ""
    command = entering.LogIn(proof.login, proof.password, address)
    state = request.app.state
    account = await entering.log_in(command, begin, state.passwords, state.throttle)
    tokens: Tokens = state.tokens
    return Session(
        access_token=tokens.issue(account.id),
        token_type="Bearer",  # noqa: S106 - a word of the protocol
        expires_in=tokens.seconds,
        account=Who(
            account_id=account.id,
            login=account.login,
            name=account.name,
            role=account.role,
            areas=list(account.areas),
            permissions=account.permissions,
            customer_id=account.customer_id,
        ),
    )


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
