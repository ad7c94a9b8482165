"""Take in a technician's event, from whichever door, with one effect."""

from dataclasses import dataclass
from uuid import UUID

from chassis.errors import Conflict
from iclass_bridge.application.ports import Door, Transaction
from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.technician import WAITING, Status, TechnicianEvent

UNHEARD_OF = "unknown"


@dataclass(frozen=True)
class Receipt:
    """What became of the event; `duplicate` if that was decided when it came before."""

    event_id: UUID
    status: Status
    duplicate: bool = False


async def receive_event(event: TechnicianEvent, body: str, door: Door, tx: Transaction) -> Receipt:
    """Keep it raw, then apply it. One that found no order before is given another chance."""
    # The dispatch is locked before the inbox row, here and everywhere: the two doors may bring the
    # same event at the same time.
    dispatch = await tx.dispatches.find(event.order_id)
    if not await tx.inbox.keep(event, body, door):
        event, status = await tx.inbox.get(event.id)
        if status not in WAITING:
            return Receipt(event.id, status, duplicate=True)
        dispatch = await tx.dispatches.find(event.order_id)
    return await _apply(event, dispatch, tx)


async def replay_event(event_id: UUID, tx: Transaction) -> Receipt:
    """Apply an event that found no order when it came; raises NotFound or Conflict."""
    event, status = await tx.inbox.get(event_id)
    if status not in WAITING:
        raise Conflict("This event has had its effect.", code="already-settled", status_=status)
    receipt = await _apply(event, await tx.dispatches.find(event.order_id), tx)
    if receipt.status in WAITING:
        raise Conflict("Its order is still not known in Iclass.", code=f"still-{receipt.status}")
    return receipt


async def _apply(event: TechnicianEvent, dispatch: Dispatch | None, tx: Transaction) -> Receipt:
    ours = await tx.known_orders.state_of(event.order_id)
    if dispatch is None:
        status = Status.UNKNOWN_ORDER if ours is None else Status.NOT_DISPATCHED
    else:
        status = await _take(event, dispatch, ours or UNHEARD_OF, tx)
        await tx.dispatches.save(dispatch)
    await tx.inbox.settle(event.id, status)
    return Receipt(event.id, status)


async def _take(event: TechnicianEvent, dispatch: Dispatch, ours: str, tx: Transaction) -> Status:
    if event.number != dispatch.number:
        owner = await tx.dispatches.owner_of(event.number)
        if owner is not None and owner != event.order_id:
            told = f"{event.deed} came under {event.number}, which belongs to another order."
            dispatch.diverge(ours, event.deed, told, event.at)
            return Status.CONTRADICTORY
    return dispatch.take(event, ours)
