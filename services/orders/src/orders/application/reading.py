"""How orders are looked up for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from orders.application.views import OrderDetail, OrderRow, OrderTypeView
from orders.domain.state import State


@dataclass(frozen=True)
class Filters:
    """All given ones must hold; an empty one holds for every order."""

    states: Sequence[State] = ()
    order_types: Sequence[str] = ()
    ticket_id: UUID | None = None
    needs_reconciliation: bool | None = None


class Reading(Protocol):
    """Views of what is in the database now."""

    async def page(self, filters: Filters, before: int | None, count: int) -> list[OrderRow]:
        """Newest first, those numbered lower than `before`."""
        ...

    async def detail(self, order_id: UUID) -> OrderDetail:
        """Everything about one order, its newest five hundred lines included; raises NotFound."""
        ...

    async def order_types(self) -> list[OrderTypeView]:
        """The catalogue in its own order."""
        ...
