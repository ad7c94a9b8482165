"""An order's stay in Iclass, as far as the order is concerned."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

ICLASS = "iclass"


class DispatchState(StrEnum):
    """Whether Iclass has the order."""

    NONE = "none"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REJECTED = "rejected"


ACTIVE = frozenset({DispatchState.REQUESTED, DispatchState.CONFIRMED})
"""Iclass has it or is about to: nobody else may ask."""


@dataclass(frozen=True)
class ExternalRef:
    """A number another system gave the order; `valid_to` is None while it is in use."""

    system: str
    id: str
    valid_from: datetime
    valid_to: datetime | None = None


@dataclass(frozen=True)
class Dispatch:
    """Immutable; each step is a new one. `reason` says why it was refused or rejected.

    `visit` is the last milestone the technicians' app reported; it never changes the order's state
    by itself.
    """

    state: DispatchState = DispatchState.NONE
    iclass_order_type: str | None = None
    requested_at: datetime | None = None
    requested_by: str | None = None
    reason: str | None = None
    refs: tuple[ExternalRef, ...] = ()
    visit: str | None = None
    visit_at: datetime | None = None

    @property
    def active(self) -> bool:
        """Iclass has the order or is about to have it."""
        return self.state in ACTIVE

    @property
    def number(self) -> str | None:
        """The work order's number in Iclass now."""
        return next((ref.id for ref in self.refs if ref.valid_to is None), None)

    def requested(self, iclass_order_type: str, by: str, at: datetime) -> "Dispatch":
        """Somebody asked for it; an earlier work order's number is history."""
        return replace(
            self.without_number(at),
            state=DispatchState.REQUESTED,
            iclass_order_type=iclass_order_type,
            requested_at=at,
            requested_by=by,
            reason=None,
            visit=None,
            visit_at=None,
        )

    def confirmed(self, number: str, at: datetime) -> "Dispatch":
        """Iclass has it under this number."""
        if number == self.number:
            return replace(self, state=DispatchState.CONFIRMED, reason=None)
        refs = (*self.without_number(at).refs, ExternalRef(ICLASS, number, at))
        return replace(self, state=DispatchState.CONFIRMED, reason=None, refs=refs)

    def ended(self, state: DispatchState, reason: str) -> "Dispatch":
        """Iclass will not have it, or the technicians gave it back."""
        return replace(self, state=state, reason=reason)

    def seen(self, visit: str, at: datetime) -> "Dispatch":
        """The app reported a milestone."""
        return replace(self, visit=visit, visit_at=at)

    def without_number(self, at: datetime) -> "Dispatch":
        """The number in use, if there is one, ends now."""
        refs = (replace(r, valid_to=at) if r.valid_to is None else r for r in self.refs)
        return replace(self, refs=tuple(refs))
