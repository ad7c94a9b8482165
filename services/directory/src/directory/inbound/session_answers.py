"""What somebody is given who is in: tokens for a program, cookies for the console."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Request, Response
from pydantic import BaseModel, Field

from chassis import console_cookies
from chassis.errors import Forbidden
from directory.application.log_in import Entered
from directory.domain.account import Account
from directory.domain.session import Lifetimes, Origin

_LONGEST_AGENT = 200


class NoSession(Forbidden):
    """Only a person has sessions."""

    code = "no-session"


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
    """A token for the header `Authorization: Bearer …`, and whose it is.

    `refresh_token` is good once, for the next pair. `recovery_codes` are told a single time: when
    this log-in has set up a second factor.
    """

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: Annotated[int, Field(description="Seconds")]
    refresh_token: str
    session_id: UUID
    account: Who
    recovery_codes: list[str] | None = None


class ConsoleSession(BaseModel):
    """The same where the tokens went into cookies, which no script can read."""

    expires_in: Annotated[int, Field(description="Seconds")]
    session_id: UUID
    account: Who
    recovery_codes: list[str] | None = None


class AccessToken(BaseModel):
    """A new access token of the same session; without it where it went into a cookie."""

    access_token: str | None
    expires_in: Annotated[int, Field(description="Seconds")]


def who_is(account: Account) -> Who:
    """An account as its owner sees it."""
    return Who(
        account_id=account.id,
        login=account.login,
        name=account.name,
        role=account.role,
        areas=list(account.areas),
        permissions=account.permissions,
        customer_id=account.customer_id,
    )


def for_program(entered: Entered, lifetimes: Lifetimes) -> Session:
    """Tokens in the answer."""
    return Session(
        access_token=entered.access_token,
        token_type="Bearer",  # noqa: S106 - a word of the protocol
        expires_in=int(lifetimes.token.total_seconds()),
        refresh_token=entered.refresh_token,
        session_id=entered.session.id,
        account=who_is(entered.account),
        recovery_codes=list(entered.recovery_codes) or None,
    )


def for_console(entered: Entered, lifetimes: Lifetimes, response: Response) -> ConsoleSession:
    """Tokens in cookies."""
    give_access(response, entered.access_token, lifetimes)
    longest = int(lifetimes.idle.total_seconds())
    console_cookies.give(response, console_cookies.REFRESH, entered.refresh_token, longest)
    return ConsoleSession(
        expires_in=int(lifetimes.token.total_seconds()),
        session_id=entered.session.id,
        account=who_is(entered.account),
        recovery_codes=list(entered.recovery_codes) or None,
    )


def give_access(response: Response, token: str, lifetimes: Lifetimes) -> None:
    """The console's access token."""
    seconds = int(lifetimes.token.total_seconds())
    console_cookies.give(response, console_cookies.ACCESS, token, seconds)


def session_of(request: Request) -> UUID:
    """The session of a request; raises NoSession for a key of another system, which is in none."""
    session_id: UUID | None = getattr(request.state, "session_id", None)
    if session_id is None:
        raise NoSession("This is for people who have logged in.")
    return session_id


def origin_of(request: Request) -> Origin:
    """Where a request comes from, as far as it can be shown."""
    agent = request.headers.get("User-Agent", "")
    shown = "".join(sign for sign in agent if sign.isprintable())[:_LONGEST_AGENT]
    return Origin(request.client.host if request.client else "", shown)
