"""A contact: a customer reached us, somebody takes care of it, and it ends."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from intake.domain.claim import Claim, Ending, Operator, Release, not_held_by
from intake.domain.customer import Customer, Identity, Owners, owner_of
from intake.domain.details import NO_DETAILS, Details
from intake.domain.errors import ContactIsClosed, ContactIsTaken
from intake.domain.events import (
    ContactEvent,
    ContactFinished,
    ContactLinked,
    ContactReceived,
    ContactStateChanged,
    ContactTaken,
    News,
)
from intake.domain.facts import Facts, merge
from intake.domain.identity import is_national_id
from intake.domain.reasons import NO_REASONS, ReasonTree
from intake.domain.words import TICKET_CLOSED, Channel, Screen, State
from intake.domain.work import NO_WORK, Work


@dataclass(slots=True)
class Contact:
    """`source` is the channel system that reported it, `external_id` its name there.

    `version` counts the events so far. `because` is what the next events follow from; no rule
    looks at it. `linked_by` is the person who said which customer this is, if a person did.
    """

    id: UUID
    source: str
    channel: Channel
    external_id: str
    accepted_at: datetime
    facts: Facts
    version: int = 0
    customer_id: UUID | None = None
    customer_name: str | None = None
    customer_city: str | None = None
    linked_by: UUID | None = None
    claim: Claim | None = None
    release: Release | None = None
    details: Details = NO_DETAILS
    ending: Ending | None = None
    chosen_reason: str | None = None
    work: Work = NO_WORK
    routed_to: str | None = None
    because: object | None = None
    news: list[News] = field(default_factory=list)

    @property
    def received_at(self) -> datetime:
        """When the customer reached us, by the source's clock."""
        return self.facts.earliest or self.accepted_at

    @property
    def state(self) -> State:
        """Follows from the facts, so that their order does not matter. A chat is in course while
        somebody attends it."""
        if self.ending is not None:
            return State.CLOSED
        if self.channel is Channel.CHAT:
            return State.OPEN if self.claim is None else State.LIVE
        if self.channel is not Channel.CALL:
            return State.OPEN
        if self.facts.hung_up_at is None:
            return State.LIVE
        return State.CLOSED if self.facts.was_attended else State.OPEN

    @property
    def screen(self) -> Screen:
        """A call is listed in Calls only if we know who called."""
        if self.channel is Channel.CHAT:
            return Screen.CHATS
        if self.channel.kind is Channel.INQUIRY:
            return Screen.INQUIRIES
        return Screen.CALLS_WITHOUT_CITY if self.is_unidentified else Screen.CALLS

    @property
    def is_unidentified(self) -> bool:
        """Whether this is a call of we know not whom."""
        if self.channel is not Channel.CALL or self.customer_id is not None:
            return False
        return not is_national_id(self.facts.national_id)

    @property
    def name(self) -> str | None:
        """As the customer gave it, else as we know it."""
        return self.facts.name or self.customer_name

    @property
    def city(self) -> str | None:
        """The city of the service in question; unknown as long as the caller is."""
        return None if self.is_unidentified else self.facts.city or self.customer_city

    @property
    def reason(self) -> str | None:
        """What the customer wants; what its holder says of it counts most."""
        return self.chosen_reason or (None if self.is_unidentified else self.facts.reason)

    def receive(self, owners: Owners) -> None:
        """It is new: see who it is, and tell."""
        self._know(owner_of(self.facts, owners))
        self.tell(
            ContactReceived(self.state, self.customer_id, self.city, self.reason, self.received_at)
        )

    def learn(self, facts: Facts, owners: Owners) -> bool:
        """The channel tells more of a call; False if it is nothing new.

        Chats and inquiries are told once: what comes after the first is a repetition, unless the
        first was no more than a message that was quicker than its chat.
        """
        merged = merge(self.facts, facts)
        is_told_once = self.channel is not Channel.CALL and not self.facts.is_bare
        if is_told_once or merged == self.facts:
            return False
        if self.work.contract_id is not None:
            merged = merged._replace(city=self.facts.city)
        another_id = merged.owner_keys != self.facts.owner_keys
        self.facts = merged
        before = self.customer_id
        if another_id and self.linked_by is None:
            self._know(owner_of(merged, owners))
        self.tell(ContactStateChanged(self.state, merged.cause, facts.earliest))
        if self.customer_id not in (None, before):
            self.tell(ContactLinked(self.customer_id))
        return True

    def identify(self, owner: Identity | None) -> None:
        """The owner of the national id became known to us; changes nothing that is known."""
        if owner is not None and self.customer_id is None:
            self._know(owner)
            self.tell(ContactLinked(owner.id))

    def link(self, customer: Customer, by: Operator) -> None:
        """A person found out which customer this is; who it is thought to be, none but its holder
        corrects while it has one."""
        if self.customer_id == customer.id:
            return
        if self.customer_id is not None:
            self.require_no_other(by)
        self.linked_by = by.id
        self._know(customer.identity)
        self.tell(ContactLinked(customer.id))

    def take(
        self, claim: Claim, customer: Customer | None, text: str, reasons: ReasonTree = NO_REASONS
    ) -> None:
        """Attend it, as the only one. `text` is what a ticket should say of it, `reasons` know
        what it is about."""
        if self.state is State.CLOSED:
            raise ContactIsClosed
        if self.claim is not None:
            if self.claim.holder.id == claim.holder.id:
                return
            raise ContactIsTaken(self.claim.holder.name, self.claim.at)
        self.identify(customer.identity if customer else None)
        self.hold(claim, self.taken(claim, customer, text, reasons), claim.at)

    def hold(self, claim: Claim | None, told: ContactEvent, at: datetime) -> None:
        """From now on it is this one's, or nobody's; a chat begins to be in course, or waits."""
        before = self.state
        self.claim = claim
        if self.state is not before:
            self.tell(ContactStateChanged(self.state, None, at))
        self.tell(told)

    def taken(
        self, claim: Claim, customer: Customer | None, text: str, reasons: ReasonTree = NO_REASONS
    ) -> ContactTaken:
        """What is told of a claim: all that a ticket needs."""
        phone = self.details.phone or self.facts.phone or (customer.phone if customer else None)
        email = self.details.email or self.facts.email or (customer.email if customer else None)
        holder = claim.holder
        service = customer.service(self.work.contract_id) if customer else None
        return ContactTaken(
            account_id=holder.id,
            account_name=holder.name,
            at=claim.at,
            phone=phone,
            email=email,
            summary=text,
            service_address=service.address if service else None,
            category=reasons.category_of(self.reason),
            reason_label=reasons.label_of(self.reason),
        )

    def finish(
        self, operator: Operator, outcome: str, now: datetime, resolution: str | None = None
    ) -> None:
        """Done. Only its holder can say so, also after the caller hung up; a `resolution` is its
        ticket's."""
        if self.ending is not None and (self.ending.by, self.ending.outcome) == (
            operator.id,
            outcome,
        ):
            return
        self.require_holder(operator)
        self.ending = Ending(now, operator.id, outcome)
        self.tell(ContactFinished(operator.id, outcome, now, operator.name, resolution))

    def end_with_ticket(self, at: datetime) -> None:
        """Its ticket was closed; nothing is left to do here."""
        if self.state is not State.CLOSED:
            self.ending = Ending(at, None, TICKET_CLOSED)
            self.tell(ContactStateChanged(State.CLOSED, TICKET_CLOSED, at))

    def require_holder(self, operator: Operator) -> None:
        """Only its holder, also after the customer hung up: what was said is worked on then. Raises
        ContactIsClosed, ContactIsNotYours, ClaimLapsed."""
        is_held = self.claim is not None and self.claim.holder.id == operator.id
        if self.ending is not None or (self.state is State.CLOSED and not is_held):
            raise ContactIsClosed
        if not is_held:
            raise not_held_by(operator, self.claim, self.release)

    def require_no_other(self, operator: Operator) -> None:
        """Its holder, or anybody while it waits for one; raises as `require_holder` does."""
        if self.claim is not None or self.state is State.CLOSED:
            self.require_holder(operator)

    def _know(self, customer: Identity | None) -> None:
        known, before = customer[:3] if customer else (None, None, None), self.customer_id
        if before is not None and known[0] != before:
            # A contract is one customer's.
            self.work = self.work._replace(contract_id=None)
        self.customer_id, self.customer_name, self.customer_city = known

    def tell(self, event: ContactEvent) -> None:
        """Something happened to it; saving it tells the others."""
        self.version += 1
        self.news.append(News(self.version, event, self.because))
