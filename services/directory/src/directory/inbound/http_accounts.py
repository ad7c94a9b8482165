"""Accounts, for those who manage them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from uuid_utils.compat import uuid7

from chassis.errors import Invalid, Refusal
from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.reach import reach_of
from chassis.step_up import STEP_UP
from directory.application.change_account import change_account
from directory.application.import_accounts import ImportedAccount, import_accounts
from directory.application.ports import AccountFilter, Begin, Passwords
from directory.application.register_account import RegisterAccount, register_account
from directory.application.send_links import send_link
from directory.application.views import AccountView
from directory.domain.account import Changes
from directory.domain.credential_link import Purpose
from directory.domain.manager import Manager
from directory.domain.roles import Role
from directory.inbound.fields import (
    ChangedFields,
    Code,
    Email,
    Line,
    Login,
    Password,
    SearchText,
    printable,
)
from directory.inbound.lines import BODY_OF_LINES, ImportReport, Tally, lines_of, parsed, refusal_of
from directory.inbound.preconditions import Seen

router = APIRouter(prefix="/api/v1/accounts", tags=["accounts"])

MOST_LINES = 500
READ = needs("accounts.read")
MANAGE = needs("accounts.manage")
Managing = Annotated[Actor, MANAGE]
# After the policy: whoever may not do this need not prove who they are.
Freshly = Annotated[None, STEP_UP]
BeginTx = Annotated[Begin, Depends(begin)]
Areas = Annotated[list[Code], Field(max_length=50)]
Wanted = Annotated[
    SearchText, Query(description="Beginnings of words of the login, name or address")
]
OfRole = Annotated[Role | None, Query(description="The role they have")]
OfArea = Annotated[Code | None, Query(description="The code of the area they are in")]


class AccountToRegister(BaseModel):
    """Who gets an account. A customer's account needs `customer_number`. Who gets no password is
    invited by e-mail to choose one."""

    model_config = ConfigDict(extra="forbid")

    login: Login
    name: Line
    email: Email
    role: Role
    areas: Areas = []
    password: Password | None = None
    customer_number: Code | None = None
    active: StrictBool = True


class AccountChanges(ChangedFields):
    """The fields that become different; those not named stay."""

    name: Line | None = None
    email: Email | None = None
    role: Role | None = None
    areas: Areas | None = None
    active: StrictBool | None = None


class AccountLine(BaseModel):
    """A line of an import; a known login is brought to what it says, but keeps its password."""

    model_config = ConfigDict(extra="forbid")

    login: Login
    name: Line
    email: Email
    role: Role
    areas: Areas = []
    password: Password | None = None
    customer_number: Code | None = None
    active: bool | None = None


def manager_of(actor: Actor) -> Manager:
    """What they may do, and see, bounds what they may make of others."""
    return Manager(actor.permissions, reach_of(actor), actor.areas)


@router.post("", status_code=201)
async def register(
    body: AccountToRegister, actor: Managing, _: Freshly, begin: BeginTx, request: Request
) -> AccountView:
    """Let somebody in, as nothing that you are not. A login that somebody has is a conflict
    (`login-taken`), so that sending this twice does no harm; no Idempotency-Key is kept, since its
    digest covers the password."""
    passwords: Passwords = request.app.state.passwords
    command = RegisterAccount(
        account_id=uuid7(),
        password_hash=await passwords.hash(body.password) if body.password else None,
        **body.model_dump(exclude={"password"}),
    )
    async with begin() as tx:
        account = await register_account(command, manager_of(actor), tx)
        if body.password is None and account.active:
            await send_link(account, Purpose.INVITATION, request.app.state.password_page, tx)
        return await tx.queries.account(account.id)


@router.get("", dependencies=[READ])
async def list_accounts(
    begin: BeginTx,
    query: Wanted = "",
    role: OfRole = None,
    area: OfArea = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[AccountView]:
    """Accounts in the order of their logins: all, or those that are asked for.

    Every word of the query must begin a word of the login, name or address; accents and capitals
    do not matter, and signs, as in `ana.gomez@`, part words.
    """
    position = position_of(after, printable)
    wanted = AccountFilter(query, role, area)
    async with begin() as tx:
        rows = await tx.queries.accounts(wanted, position, limit)
    return page_of(rows, limit, lambda row: (row.login,))


@router.get("/{account_id}", dependencies=[READ])
async def read(account_id: UUID, begin: BeginTx) -> AccountView:
    """One account."""
    async with begin() as tx:
        return await tx.queries.account(account_id)


@router.patch("/{account_id}")
async def change(
    account_id: UUID,
    body: AccountChanges,
    actor: Managing,
    _: Freshly,
    begin: BeginTx,
    seen: Seen,
) -> AccountView:
    """Change an account. Every service knows within seconds. Nobody changes who may more than
    they, or gives what they do not have."""
    given: dict[str, Any] = body.model_dump(exclude_unset=True)
    async with begin() as tx:
        await change_account(account_id, Changes(**given), manager_of(actor), tx, seen)
        return await tx.queries.account(account_id)


@router.post("/import", openapi_extra=BODY_OF_LINES)
async def import_(actor: Managing, _: Freshly, begin: BeginTx, request: Request) -> ImportReport:
    """Bring up to 500 accounts, one JSON object per line. Wrong lines are told and left out."""
    tally = Tally()
    numbers: list[int] = []
    lines: list[ImportedAccount] = []
    async for line in lines_of(request.stream()):
        form = parsed(line, AccountLine, tally)
        if form is not None:
            numbers.append(line.number)
            lines.append(ImportedAccount(new_id=uuid7(), **form.model_dump()))
        if len(lines) > MOST_LINES:
            raise Invalid(f"At most {MOST_LINES} accounts at once.", code="too-many-lines")
    outcomes = await import_accounts(lines, manager_of(actor), begin, request.app.state.passwords)
    for number, outcome in zip(numbers, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            tally.refuse(number, refusal_of(outcome))
        else:
            tally.count(outcome)
    return tally.report()
