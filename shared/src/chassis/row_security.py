"""Tells PostgreSQL how far a transaction sees; `row_policies` makes it hold the rest back."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.reach import Reach, Scope

_TELL = (
    "select set_config('tero.reach', $1, true), set_config('tero.account', $2, true), "
    "set_config('tero.areas', $3, true), set_config('tero.customer', $4, true)"
)

# For connections outside the kernel that are the system's own: tools, evidence, migrations.
SYSTEM_SESSION = {"tero.reach": Reach.SYSTEM.value}


async def tell_scope(connection: AsyncConnection, scope: Scope) -> None:
    """Say how far this transaction sees; forgotten with its end."""
    await connection.exec_driver_sql(_TELL, scope.settings)
