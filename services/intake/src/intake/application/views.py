"""What the desk shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from intake.application.surroundings import Candidate, Surroundings
from intake.domain.actions import Situation, Viewer, allowed_actions
from intake.domain.claim import Release
from intake.domain.conversation import Line
from intake.domain.draft import Draft
from intake.domain.words import Channel, Screen, State

STATE_LABELS = {State.LIVE: "EN VIVO", State.OPEN: "ABIERTO", State.CLOSED: "CERRADO"}
CLAIM_LABELS = {"mine": "MIO", "taken": "TOMADO", "free": "LIBRE"}

ClaimCode = Literal["mine", "taken", "free"]
ListedScreen = Literal["calls", "calls-without-city", "chats", "inquiries", "mine"]


@dataclass(frozen=True, slots=True)
class StateView:
    """The first of the two states: can it still be attended?"""

    code: State
    label: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """The second: who attends it, as this viewer sees it, and until when without a renewal."""

    code: ClaimCode
    label: str
    by: str | None
    at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A row of the desk. `date` is when the customer reached us, `number` what people call it.
    `version` is what a change of it must send as If-Match; `waiting_seconds` is how long the
    customer has waited, or did until somebody took it, None if nobody ever did; `desk_queue` is
    the code of the queue it waits in. Where a `ticket_wanted`, it ends only after its holder has
    said to which ticket it belongs."""

    id: UUID
    number: int
    channel: Channel
    screen: Screen
    reason: str | None
    reason_label: str | None
    subject: str | None
    name: str | None
    city: str | None
    state: StateView
    claim: ClaimView
    date: datetime
    phone: str | None
    customer_id: UUID | None
    ticket_id: UUID | None
    ticket_number: int | None
    version: int
    observations: str | None
    waiting_seconds: int | None
    desk_queue: str | None
    ticket_wanted: bool
    allowed_actions: list[str]


@dataclass(frozen=True, slots=True)
class StoredContact:
    """The same before anybody looks at it."""

    id: UUID
    number: int
    channel: Channel
    screen: Screen
    state: State
    reason: str | None
    reason_label: str | None
    subject: str | None
    name: str | None
    city: str | None
    date: datetime
    phone: str | None
    customer_id: UUID | None
    ticket_id: UUID | None
    ticket_number: int | None
    holder_id: UUID | None
    holder_name: str | None
    taken_at: datetime | None
    claim_expires_at: datetime | None
    version: int
    observations: str | None
    waiting_seconds: int | None
    desk_queue: str | None
    ended: bool
    transcript_known: bool
    ticket_wanted: bool
    ticket_settled: bool
    answerable: bool

    def seen_by(self, viewer: Viewer) -> ContactRow:
        """MIO, TOMADO and the actions depend on who looks."""
        return ContactRow(
            id=self.id,
            number=self.number,
            channel=self.channel,
            screen=self.screen,
            reason=self.reason,
            reason_label=self.reason_label or self.reason,
            subject=self.subject,
            name=self.name,
            city=self.city,
            state=StateView(self.state, STATE_LABELS[self.state]),
            claim=self._claim(viewer),
            date=self.date,
            phone=self.phone,
            customer_id=self.customer_id,
            ticket_id=self.ticket_id,
            ticket_number=self.ticket_number,
            version=self.version,
            observations=self.observations,
            waiting_seconds=self.waiting_seconds,
            desk_queue=self.desk_queue,
            ticket_wanted=self.ticket_wanted,
            allowed_actions=allowed_actions(self._situation, viewer),
        )

    @property
    def _situation(self) -> Situation:
        return Situation(
            channel=self.channel,
            state=self.state,
            holder_id=self.holder_id,
            customer_known=self.customer_id is not None,
            ticket_known=self.ticket_id is not None,
            ended=self.ended,
            transcript_known=self.transcript_known,
            ticket_wanted=self.ticket_wanted,
            ticket_settled=self.ticket_settled,
            answerable=self.answerable,
        )

    def _claim(self, viewer: Viewer) -> ClaimView:
        code: ClaimCode = "taken"
        if self.holder_id is None:
            code = "free"
        elif self.holder_id == viewer.id:
            code = "mine"
        expires = None if self.state is State.CLOSED else self.claim_expires_at
        return ClaimView(code, CLAIM_LABELS[code], self.holder_name, self.taken_at, expires)


@dataclass(frozen=True, slots=True)
class DetailsView:
    """What holders wrote down of the customer on this contact."""

    email: str | None
    observations: str | None
    phone: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """Everything known of one contact. `release` says how the last claim ended, `draft` what
    somebody had begun to write, `around` who it is and what is going on with them."""

    contact: ContactRow
    source: str
    external_id: str
    accepted_at: datetime
    national_id: str | None
    email: str | None
    line: str | None
    queue: str | None
    started_at: datetime | None
    answered_at: datetime | None
    answered_by: str | None
    hung_up_at: datetime | None
    cause: str | None
    finished_at: datetime | None
    outcome: str | None
    transcript: list[Line]
    around: Surroundings
    candidates: list[Candidate]
    details: DetailsView
    release: Release | None
    draft: Draft | None
