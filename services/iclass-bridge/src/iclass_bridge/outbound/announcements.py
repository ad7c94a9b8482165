"""What happened to a dispatch, as others hear of it. The only file that knows both vocabularies."""

from typing import Any, Literal, assert_never
from uuid import UUID

from contracts.bridge import (
    DispatchConfirmedV1,
    DispatchRefusedV1,
    DivergenceFoundV1,
    DivergenceSettledV1,
    FollowUpReportedV1,
    VisitProgressedV1,
    VisitRescheduledV1,
    WorkCompletedV1,
    WorkRejectedV1,
)
from contracts.event import Event
from iclass_bridge.domain import events
from iclass_bridge.domain.events import DispatchEvent
from iclass_bridge.domain.technician import Deed, TechnicianEvent

_MILESTONES: dict[Deed, Literal["delivered", "en_route", "on_site"]] = {
    Deed.DELIVERED: "delivered",
    Deed.EN_ROUTE: "en_route",
    Deed.ON_SITE: "on_site",
}


def announce(event: DispatchEvent, order_id: UUID) -> Event:
    """The contract of an event."""
    match event:
        case events.DispatchConfirmed(number):
            return DispatchConfirmedV1(order_id=order_id, work_order_number=number)
        case events.DispatchRefused(reason):
            return DispatchRefusedV1(order_id=order_id, reason=reason)
        case events.DivergenceFound(ours, theirs, explanation):
            return DivergenceFoundV1(
                order_id=order_id, ours=ours, theirs=theirs, explanation=explanation
            )
        case events.DivergenceSettled(ours, theirs):
            return DivergenceSettledV1(order_id=order_id, ours=ours, theirs=theirs)
        case events.TechnicianReported(told):
            return _reported(told)
        case _:
            assert_never(event)


def _reported(told: TechnicianEvent) -> Event:
    who: dict[str, Any] = {
        "order_id": told.order_id,
        "technician": told.technician,
        "at": told.at,
    }
    match told.deed:
        case Deed.DELIVERED | Deed.EN_ROUTE | Deed.ON_SITE:
            return VisitProgressedV1(milestone=_MILESTONES[told.deed], **who)
        case Deed.FOLLOW_UP:
            return FollowUpReportedV1(follow_up_id=told.id, text=told.text, **who)
        case Deed.RESCHEDULED:
            return VisitRescheduledV1(reason=told.text, **who)
        case Deed.COMPLETED:
            resolution = told.resolution or told.text
            return WorkCompletedV1(resolution=resolution, observation=told.observation, **who)
        case Deed.REJECTED:
            return WorkRejectedV1(reason=told.text, **who)
        case _:
            assert_never(told.deed)
