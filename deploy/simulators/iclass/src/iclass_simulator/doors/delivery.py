"""What the journal says about getting an event to the outside."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from iclass_simulator.doors.modes import Door
from iclass_simulator.state.journal import Entry, Journal
from iclass_simulator.vocabulary import Event


class Outcome(StrEnum):
    """How an attempt ended; after the first two there is no other."""

    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    FAILED = "failed"


class DeliveryLog:
    """Notes each attempt in the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def note(
        self, event: Event, door: Door, attempt: int, outcome: Outcome, reason: str | None = None
    ) -> None:
        """`attempt` counts from 1 since the simulator started; `reason` says why it failed."""
        self._journal.append(
            "delivery_attempted",
            eventId=str(event.event_id),
            externalReference=event.external_reference,
            door=door.value,
            attempt=attempt,
            outcome=outcome.value,
            reason=reason,
        )


def outstanding(entries: Iterable[Entry]) -> list[tuple[Event, Door]]:
    """Events that were emitted and neither delivered nor given up, in order."""
    waiting: dict[tuple[UUID, Door], Event] = {}
    for entry in entries:
        if entry["entry"] == "event_emitted":
            event = Event.model_validate(entry["event"])
            waiting |= {(event.event_id, Door(door)): event for door in entry["doors"]}
        elif entry["entry"] == "delivery_attempted" and entry["outcome"] != Outcome.FAILED:
            waiting.pop((UUID(entry["eventId"]), Door(entry["door"])), None)
    return [(event, door) for (_, door), event in waiting.items()]
