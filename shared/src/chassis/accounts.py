"""This service's own copy of the accounts: enough to decide what somebody may do."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from chassis import known_actors
from chassis.cloudevents import Received
from chassis.database import row_alone
from chassis.policies import Actor
from chassis.transactions import HasKernel, Tx

_KEEP_IF_NEWER = """
insert into kernel_account as a
  (account_id, login, name, role, areas, permissions, active, customer_id, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (account_id) do update set
  login = excluded.login, name = excluded.name, role = excluded.role, areas = excluded.areas,
  permissions = excluded.permissions, active = excluded.active,
  customer_id = excluded.customer_id, version = excluded.version
where a.version < excluded.version
"""

_FIND = """
select account_id, login, name, role, areas, permissions, customer_id from kernel_account
where account_id = $1 and active
  and not exists (select from kernel_ended_session where session_id = $2)
"""


class AccountState(Protocol):
    """What is kept of an account."""

    @property
    def account_id(self) -> UUID: ...
    @property
    def login(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Any: ...
    @property
    def areas(self) -> list[str]: ...
    @property
    def permissions(self) -> list[str]: ...
    @property
    def active(self) -> bool: ...
    @property
    def customer_id(self) -> UUID | None: ...


async def keep(tx: Tx, account: AccountState, version: int) -> None:
    """Keep this state of an account unless a newer one is known."""
    known_actors.forget_all()
    await (await tx.driver()).execute(
        _KEEP_IF_NEWER,
        account.account_id,
        account.login,
        account.name,
        account.role,
        account.areas,
        account.permissions,
        account.active,
        account.customer_id,
        version,
    )


async def keep_all(events: Sequence[Received[Any]], tx: HasKernel) -> None:
    """Message handler, repeatable: the newest state of each account wins."""
    for event in events:
        await keep(tx.kernel, event.data, event.sequence or 0)


async def find_actor(engine: AsyncEngine, account_id: UUID, session_id: UUID) -> Actor | None:
    """An active account by id, with its rights; None too when this session of it was ended."""
    row = await row_alone(engine, _FIND, account_id, session_id)
    if row is None:
        return None
    return Actor(
        account_id=row["account_id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        areas=frozenset(row["areas"]),
        permissions=frozenset(row["permissions"]),
        customer_id=row["customer_id"],
    )
