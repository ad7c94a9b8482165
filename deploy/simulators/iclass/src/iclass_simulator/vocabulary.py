"""The words of the field system: its documents, as they appear on the wire and in the journal."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, `HH:MM`, in the zone of the company."""

Line = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class Document(BaseModel):
    """Immutable, camelCase outside, unknown fields ignored."""

    model_config = ConfigDict(
        frozen=True,
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        str_strip_whitespace=True,
    )


class State(StrEnum):
    """Where a work order is."""

    SCHEDULED = "scheduled"
    DELIVERED = "delivered"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    RESCHEDULED = "rescheduled"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


CLOSED = frozenset({State.COMPLETED, State.REJECTED, State.CANCELLED})


class Kind(StrEnum):
    """What a technician did."""

    DELIVERED = "delivered"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    FOLLOW_UP = "follow_up"
    RESCHEDULED = "rescheduled"
    COMPLETED = "completed"
    REJECTED = "rejected"


class Slot(Document):
    """A day and a window of hours in it."""

    date: date
    from_: Clock = Field(alias="from")
    to: Clock

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.to <= self.from_:
            raise ValueError("'to' must be later than 'from'")
        return self


class Customer(Document):
    """Whom to visit and where. `lat` and `lon` are degrees, WGS 84."""

    name: Line
    document: Annotated[str, Field(max_length=40)] | None = None
    phone: Annotated[str, Field(max_length=40)] | None = None
    address: Line
    city: Annotated[str, Field(max_length=120)] | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


class TechnicianRef(Document):
    """A technician as named in events."""

    id: str
    name: str


class WorkOrder(Document):
    """One visit to do, as the field system keeps it."""

    work_order_number: str
    external_reference: str
    order_type: str
    state: State
    customer: Customer
    notes: str
    schedule: Slot | None
    technician: TechnicianRef
    resolution: str | None = None
    observation: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    last_sequence: int = 0


class Event(Document):
    """What a technician did, told to the outside. `sequence` counts within a work order."""

    event_id: UUID
    kind: Kind
    work_order_number: str
    external_reference: str
    occurred_at: AwareDatetime
    technician: TechnicianRef
    text: str | None = None
    resolution: str | None = None
    observation: str | None = None
    slot: Slot | None = None
    sequence: int

    def body(self) -> bytes:
        """The JSON both doors carry, byte for byte the same on every attempt."""
        return self.model_dump_json().encode()
