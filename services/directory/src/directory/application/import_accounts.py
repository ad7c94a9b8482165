"""Accounts arrive from a file: some new, some known."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from chassis.errors import Invalid, Refusal
from directory.application.change_account import apply_changes
from directory.application.ports import Begin, Passwords, Transaction
from directory.application.register_account import (
    RegisterAccount,
    find_customer,
    register_account,
)
from directory.domain.account import Changes, as_login
from directory.domain.manager import Manager
from directory.domain.roles import Role

Outcome = Literal["created", "updated", "unchanged"]

# As many as are hashed at once: more would only stand in the way of people who log in.
_TOGETHER = 2


class PasswordRequired(Invalid):
    """A new account needs a password."""

    code = "password-required"


@dataclass(frozen=True)
class ImportedAccount:
    """One line. A known account keeps its password and, where `active` is None, that too."""

    new_id: UUID
    login: str
    name: str
    email: str
    role: Role
    areas: list[str]
    password: str | None
    customer_number: str | None
    active: bool | None


async def import_accounts(
    lines: Sequence[ImportedAccount], manager: Manager, begin: Begin, passwords: Passwords
) -> list[Outcome | Refusal]:
    """What became of each line, in their order; a refused one does not stop the others."""
    async with begin() as tx:
        known = await tx.accounts.known([as_login(line.login) for line in lines])
    outcomes: list[Outcome | Refusal] = []
    for start in range(0, len(lines), _TOGETHER):
        some = lines[start : start + _TOGETHER]
        hashes = await asyncio.gather(*(_hash(line, known, passwords) for line in some))
        for line, password_hash in zip(some, hashes, strict=True):
            outcomes.append(await _one(line, password_hash, manager, begin))
    return outcomes


async def _hash(line: ImportedAccount, known: set[str], passwords: Passwords) -> str | None:
    if line.password is None or as_login(line.login) in known:
        return None
    return await passwords.hash(line.password)


async def _one(
    line: ImportedAccount, password_hash: str | None, manager: Manager, begin: Begin
) -> Outcome | Refusal:
    try:
        async with begin() as tx:
            return await _keep(line, password_hash, manager, tx)
    except Refusal as refusal:
        return refusal


async def _keep(
    line: ImportedAccount, password_hash: str | None, manager: Manager, tx: Transaction
) -> Outcome:
    before = await tx.accounts.find(as_login(line.login))
    if before is None:
        await register_account(_registration(line, password_hash), manager, tx)
        return "created"
    changes = Changes(
        name=line.name,
        email=line.email,
        role=line.role,
        areas=line.areas,
        active=line.active,
        customer_id=await find_customer(line.customer_number, tx),
    )
    after = await apply_changes(before, changes, manager, tx)
    return "unchanged" if after == before else "updated"


def _registration(line: ImportedAccount, password_hash: str | None) -> RegisterAccount:
    if password_hash is None:
        raise PasswordRequired("A new account needs a password.")
    return RegisterAccount(
        account_id=line.new_id,
        login=line.login,
        name=line.name,
        email=line.email,
        role=line.role,
        areas=line.areas,
        password_hash=password_hash,
        customer_number=line.customer_number,
        active=line.active is not False,
    )
