"""To whom a waiting contact is offered: to one at a time, and to each once while it waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from chassis.errors import Conflict
from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.queues import OfferMode, Queue
from intake.domain.words import State

_NEVER = datetime.min.replace(tzinfo=UTC)


class OfferIsOver(Conflict):
    """It was answered, or its time is up, or somebody took the contact."""

    code = "offer-is-over"


@dataclass(slots=True)
class Candidate:
    """An operator on duty. `busy` counts what they attend; who is `ringing` has an offer that
    they have not answered yet."""

    operator: Operator
    queues: Sequence[str]
    skills: frozenset[str]
    capacity: int
    busy: int
    ringing: bool
    last_offered_at: datetime | None

    @property
    def is_available(self) -> bool:
        """Whether anything can be offered to them now."""
        return not self.ringing and self.busy < self.capacity

    def fits(self, queue: Queue) -> bool:
        """Whether they are in this queue and can do what it needs."""
        return (not self.queues or queue.code in self.queues) and self.skills.issuperset(
            queue.skills
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A free contact in a queue, and who was asked to take it since it waits."""

    contact_id: UUID
    queue: str
    asked: frozenset[UUID]


Match = tuple[Waiting, Queue, Candidate]


def matches(
    waiting: Iterable[Waiting], queues: Mapping[str, Queue], candidates: Sequence[Candidate]
) -> list[Match]:
    """Who is to be asked for what, the first to wait first; nobody is asked for two at once."""
    found: list[Match] = []
    free = [each for each in candidates if each.is_available]
    for contact in waiting:
        queue = queues[contact.queue]
        fitting = [
            each for each in free if each.fits(queue) and each.operator.id not in contact.asked
        ]
        if fitting:
            chosen = min(fitting, key=lambda each: _order(queue, each))
            free.remove(chosen)
            found.append((contact, queue, chosen))
    return found


def is_waiting(contact: Contact) -> bool:
    """Whether somebody should take it, and nobody has."""
    return contact.claim is None and contact.state is not State.CLOSED


def _order(queue: Queue, candidate: Candidate) -> tuple[float, float, datetime, UUID]:
    """The lowest is asked. By skills: who can do little else, so that those who can do much stay
    free; then who has most room left."""
    last = candidate.last_offered_at or _NEVER
    if queue.offers == OfferMode.LEAST_BUSY:
        return candidate.busy, 0, last, candidate.operator.id
    if queue.offers == OfferMode.SKILLS:
        spare = len(candidate.skills.difference(queue.skills))
        return spare, candidate.busy / candidate.capacity, last, candidate.operator.id
    return 0, 0, last, candidate.operator.id
