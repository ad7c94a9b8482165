"""An account becomes different."""

from uuid import UUID

from directory.application.ports import Transaction
from directory.domain.account import Account, Changes, LastAdministrator


async def change_account(account_id: UUID, changes: Changes, tx: Transaction) -> Account:
    """The account as it is now; nothing is written where nothing is different."""
    return await apply_changes(await tx.accounts.get(account_id), changes, tx)


async def apply_changes(before: Account, changes: Changes, tx: Transaction) -> Account:
    """The same for an account at hand."""
    after = before.changed(changes)
    if after == before:
        return before
    if before.is_administrating and not after.is_administrating:
        # Two administrators who dismiss each other at once must not both succeed.
        others = await tx.accounts.administrators() - {before.id}
        if not others:
            raise LastAdministrator("There must be an active administrator.")
    await tx.accounts.save(after)
    return after
