"""What became of an order in Iclass, told by `iclass-bridge`. The key is the order's id."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic


class DispatchConfirmedV1(Event):
    """Iclass accepted the order."""

    type: ClassVar[str] = "bridge.dispatch-confirmed.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    work_order_number: str


class DispatchRefusedV1(Event):
    """Iclass will not have the order as it is; trying again changes nothing."""

    type: ClassVar[str] = "bridge.dispatch-refused.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    reason: str


class VisitProgressedV1(Event):
    """A milestone of the visit; the first one that starts work also starts the order."""

    type: ClassVar[str] = "bridge.visit-progressed.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    milestone: Literal["delivered", "en_route", "on_site"]
    technician: str
    at: AwareDatetime


class FollowUpReportedV1(Event):
    """A technician wrote something in the app."""

    type: ClassVar[str] = "bridge.follow-up-reported.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    follow_up_id: UUID
    technician: str
    text: str
    at: AwareDatetime


class VisitRescheduledV1(Event):
    """The visit did not take place as promised."""

    type: ClassVar[str] = "bridge.visit-rescheduled.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    technician: str
    reason: str
    at: AwareDatetime


class WorkCompletedV1(Event):
    """The technician is done."""

    type: ClassVar[str] = "bridge.work-completed.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    technician: str
    resolution: str
    at: AwareDatetime
    observation: str | None = None


class WorkRejectedV1(Event):
    """The technician sends the order back to the dispatcher."""

    type: ClassVar[str] = "bridge.work-rejected.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    technician: str
    reason: str
    at: AwareDatetime


class DivergenceFoundV1(Event):
    """The two sides disagree about an order; a person should look."""

    type: ClassVar[str] = "bridge.divergence-found.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    ours: str
    theirs: str
    explanation: str


class DivergenceSettledV1(Event):
    """A later look at the work order in Iclass found that the two sides agree again."""

    type: ClassVar[str] = "bridge.divergence-settled.v1"
    topic: ClassVar[Topic] = topics.DISPATCHES

    order_id: UUID
    ours: str
    theirs: str
