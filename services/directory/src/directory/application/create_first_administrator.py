"""A system that nobody can enter gets its first administrator."""

from uuid import UUID

from directory.application.ports import Transaction
from directory.application.register_account import RegisterAccount, register_account
from directory.domain.manager import SYSTEM
from directory.domain.roles import Role

LOGIN = "admin"


async def create_first_administrator(
    account_id: UUID, email: str, password_hash: str, tx: Transaction
) -> bool:
    """True if it was needed. Several processes may try at once: one of them succeeds."""
    await tx.accounts.one_at_a_time()
    if await tx.accounts.has_had_administrator():
        return False
    command = RegisterAccount(
        account_id=account_id,
        login=LOGIN,
        name="Administrator",
        email=email,
        role=Role.ADMINISTRATOR,
        areas=[],
        password_hash=password_hash,
    )
    await register_account(command, SYSTEM, tx)
    return True
