"""An account becomes different."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from chassis.kept import check_seen
from directory.application.ports import Transaction
from directory.domain.account import Account, Changes, LastAdministrator
from directory.domain.area import check_new
from directory.domain.manager import Manager


async def change_account(
    account_id: UUID,
    changes: Changes,
    manager: Manager,
    tx: Transaction,
    seen: int | None = None,
) -> Account:
    """The account as it is now; nothing is written where nothing is different. OutOfDate where
    `seen` is not its version."""
    before = await tx.accounts.get(account_id)
    check_seen(seen, before.version)
    return await apply_changes(before, changes, manager, tx)


async def apply_changes(
    before: Account, changes: Changes, manager: Manager, tx: Transaction
) -> Account:
    """The same for an account at hand."""
    after = before.changed(changes)
    joined = {*after.areas} - {*before.areas}
    check_new(joined, await tx.areas.active(joined))
    return await _keep(before, after, manager, tx)


@dataclass(frozen=True)
class Singles:
    """Permissions of one employee beyond, and short of, those of the role."""

    granted: Iterable[str]
    refused: Iterable[str]


async def allow(
    account_id: UUID, singles: Singles, manager: Manager, tx: Transaction, seen: int | None = None
) -> Account:
    """Give an employee single permissions beyond their role's, and take others away (B16).
    OutOfDate where `seen` is not the account's version."""
    before = await tx.accounts.get(account_id)
    check_seen(seen, before.version)
    return await _keep(before, before.allowed(singles.granted, singles.refused), manager, tx)


async def _keep(before: Account, after: Account, manager: Manager, tx: Transaction) -> Account:
    if after == before:
        return before
    manager.check(before, after)
    if before.is_administrating and not after.is_administrating:
        # Two administrators who dismiss each other at once must not both succeed.
        others = await tx.accounts.administrators() - {before.id}
        if not others:
            raise LastAdministrator("There must be an active administrator.")
    await tx.accounts.save(after)
    if before.active and not after.active:
        # Or they would be good again with the account.
        await tx.sessions.end(after.id, "account-closed")
    return after
