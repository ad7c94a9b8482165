"""What is known of customers, kept from their topic."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from chassis.transactions import Tx
from tickets.application.projections import CustomerState
from tickets.domain.people import Requester
from tickets.outbound.tables import customers

_KEEP_IF_NEWER = """
insert into customers as c (customer_id, version, number, name, phone, email, city)
select * from unnest(
  $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
on conflict (customer_id) do update set
  version = excluded.version, number = excluded.number, name = excluded.name,
  phone = excluded.phone, email = excluded.email, city = excluded.city
where c.version < excluded.version
"""


class SqlCustomers:
    """The `Customers` port, and what announcements tell of a customer."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def is_known(self, customer_id: UUID) -> bool:
        statement = select(customers.c.customer_id).where(customers.c.customer_id == customer_id)
        return await self._tx.connection.scalar(statement) is not None

    async def known(self, customer_id: UUID | None, requester: Requester) -> Requester:
        """The customer's own data, gaps filled with what the one who asked said.

        The city is the one they named: a customer with several services means the one there.
        """
        if customer_id is None:
            return requester
        columns = (customers.c.name, customers.c.phone, customers.c.email, customers.c.city)
        statement = select(*columns).where(customers.c.customer_id == customer_id)
        row = (await self._tx.connection.execute(statement)).one_or_none()
        if row is None:
            return requester
        known = Requester(*row).filled_from(requester)
        return replace(known, city=requester.city or known.city)

    async def keep(self, states: Sequence[CustomerState]) -> None:
        # A statement may meet each row once: only the newest of a customer goes in. Sorted, so
        # that two of these at once wait for each other instead of blocking each other.
        newest: dict[UUID, CustomerState] = {}
        for state in sorted(states, key=lambda state: (state.customer_id, state.version)):
            newest[state.customer_id] = state
        each = list(newest.values())
        await (await self._tx.driver()).execute(
            _KEEP_IF_NEWER,
            [state.customer_id for state in each],
            [state.version for state in each],
            [state.number for state in each],
            [state.known.name for state in each],
            [state.known.phone for state in each],
            [state.known.email for state in each],
            [state.known.city for state in each],
        )
