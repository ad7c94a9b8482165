"""What is known of service orders, merged from their topic."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.dialects.postgresql import Insert, insert

from chassis.transactions import Tx
from tickets.application.projections import OrderState
from tickets.outbound.tables import orders

ENDED = ("finished", "cancelled")


class SqlOrders:
    """The `Orders` port."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def count_open(self, ticket_id: UUID) -> int:
        statement = (
            select(func.count())
            .select_from(orders)
            .where(orders.c.ticket_id == ticket_id, orders.c.state.not_in(ENDED))
        )
        return int(await self._tx.connection.scalar(statement) or 0)

    async def keep(self, states: Sequence[OrderState]) -> None:
        # Sorted, so that two of these at once wait for each other instead of blocking each other.
        in_one_order = sorted(states, key=lambda state: (state.order_id, state.version))
        await self._tx.connection.execute(_merge(), [asdict(each) for each in in_one_order])


def _merge() -> Insert:
    """Whatever order the news comes in, the result is the same.

    The newest decides the state; what only some news tells is kept from the newest that told it,
    and news that comes late (from quarantine) still fills a gap.
    """
    statement = insert(orders)
    new = statement.excluded
    is_newer = orders.c.version < new.version
    merged: dict[str, Any] = {
        "version": func.greatest(orders.c.version, new.version),
        "state": case((is_newer, new.state), else_=orders.c.state),
        "changed_at": case((is_newer, new.changed_at), else_=orders.c.changed_at),
    }
    for name in (
        "number",
        "description",
        "order_type",
        "resolution",
        "slot_day",
        "slot_start",
        "slot_end",
    ):
        told, known = new[name], orders.c[name]
        merged[name] = case(
            (is_newer, func.coalesce(told, known)), else_=func.coalesce(known, told)
        )
    return statement.on_conflict_do_update(index_elements=[orders.c.order_id], set_=merged)
