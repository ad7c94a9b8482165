"""The colleagues, from this service's copy of the accounts."""

from uuid import UUID

from chassis.transactions import Tx
from intake.domain.claim import Operator

_FIND = """
select name from kernel_account
where account_id = $1 and active and 'contacts.take' = any(permissions)
"""


_WORK_IN = """
select exists (select from kernel_account
  where active and role not in ('customer', 'employee') and $1 = any(areas))
"""


class SqlOperators:
    """Implements the port `Operators`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def find(self, account_id: UUID) -> Operator | None:
        """Somebody who may attend contacts, if this is somebody's account who can."""
        name = await (await self._kernel.driver()).fetchval(_FIND, account_id)
        return Operator(account_id, name) if name is not None else None

    async def work_in(self, area: str) -> bool:
        """Whether anybody works in this area."""
        return bool(await (await self._kernel.driver()).fetchval(_WORK_IN, area))
