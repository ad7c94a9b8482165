"""How orders are looked up for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chassis.reach import Who
from orders.application.views import OrderDetail, OrderRow, OrderTypeView
from orders.domain.state import State


@dataclass(frozen=True)
class Filters:
    """All given ones must hold; an empty one holds for every order."""

    states: Sequence[State] = ()
    order_types: Sequence[str] = ()
    ticket_id: UUID | None = None
    needs_reconciliation: bool | None = None
    number: int | None = None


class Reading(Protocol):
    """Views of what is in the database now."""

    async def page(
        self, filters: Filters, who: Who, before: int | None, count: int
    ) -> list[OrderRow]:
        """Those this person sees, newest first, numbered lower than `before`."""
        ...

    async def detail(self, order_id: UUID, who: Who) -> OrderDetail:
        """Everything about one order, its newest five hundred lines included; raises NotFound, also
        where this person does not see it."""
        ...

    async def order_types(self) -> list[OrderTypeView]:
        """The catalogue in its own order."""
        ...
