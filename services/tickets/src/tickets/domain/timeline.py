"""The timeline: a ticket's history as people read it. Append-only, one line per event."""

from dataclasses import dataclass, field
from typing import assert_never
from uuid import UUID, uuid4

from tickets.domain.events import (
    ContactJoined,
    CustomerLinked,
    EntryAdded,
    ServiceKnown,
    TicketAssigned,
    TicketCancelled,
    TicketClosed,
    TicketEvent,
    TicketFinished,
    TicketRecategorized,
    TicketRegistered,
    TicketReopened,
    TicketRetitled,
    TicketStarted,
    UnitKnown,
)
from tickets.domain.people import Owner
from tickets.domain.report import Visibility

_PUBLIC, _INTERNAL = Visibility.PUBLIC, Visibility.INTERNAL


@dataclass(frozen=True)
class Line:
    """`kind` is what somebody wrote (`comment`, `resolution`, `note`) or what was done."""

    kind: str
    visibility: Visibility
    body: str = ""
    id: UUID = field(default_factory=uuid4)


def line_of(event: TicketEvent) -> Line:
    """How the timeline tells this. Who owns it and why staff did something stays internal."""
    match event:
        case EntryAdded(entry=entry):
            return Line(entry.kind.value, entry.visibility, entry.body, entry.id)
        case TicketRegistered() | TicketStarted():
            return Line(event.kind, _PUBLIC)
        case TicketFinished(resolution=text) | TicketClosed(closing_text=text):
            return Line(event.kind, _PUBLIC, text)
        case _:
            return Line(event.kind, _INTERNAL, _for_staff(event))


_Internal = (
    CustomerLinked
    | TicketAssigned
    | TicketRecategorized
    | TicketRetitled
    | TicketReopened
    | TicketCancelled
    | ContactJoined
    | ServiceKnown
    | UnitKnown
)


def _for_staff(event: _Internal) -> str:
    match event:
        case CustomerLinked():
            return ""
        case TicketAssigned(owner=owner):
            return _name_of(owner)
        case TicketRecategorized(category=category):
            return category.name
        case (
            TicketReopened(reason=text)
            | TicketCancelled(reason=text)
            | ContactJoined(text=text)
            | TicketRetitled(text=text)
        ):
            return text
        case ServiceKnown(service=service):
            return service.address
        case UnitKnown(unit=unit):
            return unit.serial
        case _:
            assert_never(event)


def _name_of(owner: Owner) -> str:
    return f"{owner.area}: {owner.account.name}" if owner.account else owner.area
