"""Who called in vain is called back: once for all their calls, in business hours (C04)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from chassis.errors import Conflict
from intake.domain.contact import Contact
from intake.domain.events import (
    ContactEvent,
    ContactFinished,
    ContactReceived,
    ContactStateChanged,
    ContactTaken,
)
from intake.domain.hours import Calendar
from intake.domain.queues import Queue
from intake.domain.words import Channel, State


class CallBackState(StrEnum):
    """Done: they were reached. Failed: nobody answers there. Cleared: they got through by
    themselves."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"
    CLEARED = "cleared"


class AttemptOutcome(StrEnum):
    """What became of calling somebody back."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong-number"


class CallBackIsOver(Conflict):
    """Somebody reached them, they reached us, or nobody tries any more."""

    code = "call-back-is-over"


@dataclass(frozen=True, slots=True)
class CallBack:
    """As far as trying it is concerned."""

    id: UUID
    contact_id: UUID
    queue: str
    state: str
    attempts: int
    due_at: datetime
    city: str | None

    def tried(
        self, outcome: AttemptOutcome, now: datetime, queue: Queue | None, hours: Calendar | None
    ) -> "CallBack":
        """After another attempt; raises CallBackIsOver."""
        if self.state != CallBackState.OPEN:
            raise CallBackIsOver("This call-back is over.", state=self.state)
        after = replace(self, attempts=self.attempts + 1)
        if outcome is AttemptOutcome.REACHED:
            return replace(after, state=CallBackState.DONE)
        most, pause = (queue.call_back_attempts, queue.retry_minutes) if queue else (1, 0)
        if outcome is AttemptOutcome.WRONG_NUMBER or after.attempts >= most:
            return replace(after, state=CallBackState.FAILED)
        return replace(after, due_at=due_after(now, timedelta(minutes=pause), hours))


def due_after(at: datetime, wait: timedelta, hours: Calendar | None) -> datetime:
    """When so much time has passed in which people work; who never opens goes by the clock."""
    due = hours.after(at, wait) if hours else None
    return due or at + wait


def gave_up(contact: Contact, state: State) -> bool:
    """Whether a caller in this state of their call hung up before anybody attended them; it does
    not matter who held the contact meanwhile."""
    return (
        contact.channel is Channel.CALL
        and state is State.OPEN
        and contact.facts.hung_up_at is not None
    )


def was_missed(contact: Contact) -> bool:
    """Whether it just became a call that nobody attended, of somebody who can be called."""
    return (
        contact.facts.phone is not None
        and gave_up(contact, contact.state)
        and any(_says_missed(news.event) for news in contact.news)
    )


def was_answered(contact: Contact) -> bool:
    """Whether the channel just told that somebody spoke with the caller."""
    return contact.facts.was_attended and any(
        isinstance(news.event, ContactReceived | ContactStateChanged) for news in contact.news
    )


def got_through_at(contact: Contact) -> datetime | None:
    """Since when somebody attends it, if that was just told; whatever was missed later was not
    attended with it."""
    if was_answered(contact):
        return contact.facts.answered_at
    taken = [news.event.at for news in contact.news if isinstance(news.event, ContactTaken)]
    if taken and contact.facts.was_attended:
        return contact.facts.answered_at
    return max(taken, default=None)


def was_finished(contacts: Iterable[Contact]) -> list[UUID]:
    """Those that just ended by an operator's word."""
    return [
        contact.id
        for contact in contacts
        if any(isinstance(news.event, ContactFinished) for news in contact.news)
    ]


def _says_missed(event: ContactEvent) -> bool:
    return isinstance(event, ContactReceived | ContactStateChanged) and event.state is State.OPEN
