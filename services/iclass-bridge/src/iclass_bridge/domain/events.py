"""What happened to a dispatch, for those outside who follow it."""

from dataclasses import dataclass
from datetime import datetime

from iclass_bridge.domain.technician import TechnicianEvent


@dataclass(frozen=True)
class DispatchConfirmed:
    number: str
    at: datetime


@dataclass(frozen=True)
class DispatchRefused:
    reason: str
    at: datetime


@dataclass(frozen=True)
class TechnicianReported:
    """A deed that counts."""

    event: TechnicianEvent

    @property
    def at(self) -> datetime:
        return self.event.at


@dataclass(frozen=True)
class DivergenceFound:
    """`ours` and `theirs` are states of the order here and there."""

    ours: str
    theirs: str
    explanation: str
    at: datetime


@dataclass(frozen=True)
class DivergenceSettled:
    """The states, which say the same."""

    ours: str
    theirs: str
    at: datetime


DispatchEvent = (
    DispatchConfirmed | DispatchRefused | TechnicianReported | DivergenceFound | DivergenceSettled
)
