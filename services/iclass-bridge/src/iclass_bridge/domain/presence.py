"""Whether Iclass has an order, and under which numbers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DispatchState(StrEnum):
    """Whether Iclass has the order. `rejected`: it had it, and a technician gave it back."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REJECTED = "rejected"


@dataclass(frozen=True)
class ExternalRef:
    """A number Iclass gave the order; `valid_to` is None while it is in use."""

    number: str
    valid_from: datetime
    valid_to: datetime | None = None
