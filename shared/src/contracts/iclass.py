"""What Iclass may tell Tero, in Iclass's own words (webhook body and topic value alike)."""

from datetime import date, time
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AliasGenerator, AwareDatetime, ConfigDict, Field
from pydantic.alias_generators import to_camel

from contracts import topics
from contracts.event import Event, Part, Topic

_ICLASS = ConfigDict(
    frozen=True,
    extra="ignore",
    alias_generator=AliasGenerator(validation_alias=to_camel, serialization_alias=to_camel),
    serialize_by_alias=True,
)


class Technician(Part):
    """Who did it."""

    id: Annotated[str, Field(max_length=100)]
    name: Annotated[str, Field(max_length=300)]


class IclassSlot(Part):
    """A day and a window."""

    model_config = _ICLASS

    date: date
    start: Annotated[time, Field(alias="from")]
    end: Annotated[time, Field(alias="to")]


class TechnicianEventV1(Event):
    """A technician did something to a work order."""

    model_config = _ICLASS

    type: ClassVar[str] = "iclass.technician-event.v1"
    topic: ClassVar[Topic] = topics.TECHNICIAN_EVENTS

    event_id: UUID
    kind: Literal[
        "delivered", "en_route", "on_site", "follow_up", "rescheduled", "completed", "rejected"
    ]
    work_order_number: Annotated[str, Field(min_length=1, max_length=100)]
    external_reference: UUID
    occurred_at: AwareDatetime
    technician: Technician
    sequence: Annotated[int, Field(ge=0, lt=2**53)]
    text: Annotated[str, Field(max_length=20_000)] | None = None
    resolution: Annotated[str, Field(max_length=20_000)] | None = None
    observation: Annotated[str, Field(max_length=20_000)] | None = None
    slot: IclassSlot | None = None
