"""How dispatches are looked up for people."""

from typing import Protocol
from uuid import UUID

from chassis.reach import Who
from iclass_bridge.application.views import DispatchDetail, DispatchRow, EventView
from iclass_bridge.domain.presence import DispatchState
from iclass_bridge.domain.technician import Status


class Reading(Protocol):
    """What somebody sees of what is in the database now, newest first; `before` is a position."""

    async def dispatches(
        self, who: Who, state: DispatchState | None, before: int | None, count: int
    ) -> list[DispatchRow]:
        """Dispatches, of one state or of all."""
        ...

    async def dispatch(self, order_id: UUID, who: Who) -> DispatchDetail:
        """All that is known of one dispatch; raises NotFound, also where they do not see it."""
        ...

    async def events(
        self, who: Who, status: Status | None, before: int | None, count: int
    ) -> list[EventView]:
        """Technicians' events as they came, of one status or of all."""
        ...
