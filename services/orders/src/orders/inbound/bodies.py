"""What people send to `orders` over HTTP."""

from datetime import date, time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from orders.domain.state import State, state_named


def _printable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text has no NUL in it")
    return text


def _naive(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("a time of day in the company's own zone has no offset")
    return value


def _state(value: object) -> object:
    return state_named(value) if isinstance(value, str) else value


def text(longest: int) -> StringConstraints:
    """Something was written, and not too much."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Printable = AfterValidator(_printable)
Description = Annotated[str, text(5_000), Printable]
Reason = Annotated[str, text(1_000), Printable]
FollowUpBody = Annotated[str, text(10_000), Printable]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]
ForeignCode = Annotated[str, text(100), Printable]
TimeOfDay = Annotated[time, AfterValidator(_naive)]
StateFilter = Annotated[State, BeforeValidator(_state)]


class Body(BaseModel):
    """Nobody may send what is not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OrderToOpen(Body):
    """Customer, address and phone are filled in from the ticket."""

    ticket_id: UUID
    description: Description
    order_type: Code | None = None
    contract_id: UUID | None = None


class DispatchToRequest(Body):
    """Without a type, the one the order's own type is mapped to."""

    iclass_order_type: ForeignCode | None = None


class FollowUpToAdd(Body):
    """A line of the internal log."""

    body: FollowUpBody


class ReasonGiven(Body):
    """Why."""

    reason: Reason


class Reconciliation(Body):
    """What a person found, and how it is."""

    note: Reason


class SlotToBook(Body):
    """A day and a window in it, in the company's time zone."""

    day: date
    start: TimeOfDay
    end: TimeOfDay


class OrderToFinish(Body):
    """How it was solved, and what else should be known."""

    resolution: Description
    observation: Description | None = None


class FollowUpAdded(BaseModel):
    """The new line."""

    follow_up_id: UUID
