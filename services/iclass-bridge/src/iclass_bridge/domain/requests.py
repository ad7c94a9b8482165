"""What Tero wants of Iclass, and what Iclass answers, in Tero's own words."""

from dataclasses import dataclass
from datetime import date, time

from iclass_bridge.domain.technician import CLOSED, VisitState


@dataclass(frozen=True)
class Slot:
    """A day and a window in it, in the company's time zone."""

    day: date
    start: time
    end: time


@dataclass(frozen=True)
class CreateWorkOrder:
    """Have a customer visited. Coordinates are degrees, WGS 84."""

    order_type: str
    description: str
    customer_name: str
    customer_phone: str
    address: str
    city: str
    customer_national_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    slot: Slot | None = None


@dataclass(frozen=True)
class RescheduleWorkOrder:
    """Move the visit to another slot."""

    slot: Slot


@dataclass(frozen=True)
class CancelWorkOrder:
    """Call the visit off."""

    reason: str


Request = CreateWorkOrder | RescheduleWorkOrder | CancelWorkOrder


@dataclass(frozen=True)
class WorkOrder:
    """The order as Iclass has it. `sequence` numbers the last event of it."""

    number: str
    state: VisitState
    sequence: int

    @property
    def closed(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in CLOSED
