"""What an operator was writing on a contact, and had not sent when they stopped."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.claim import Operator


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What something about the customer should become, and what was known when that was begun;
    empty is unknown. Nobody has looked yet whether it is a phone or an address."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DraftDetails:
    """What is to be proposed of the customer; nothing where it stays as it is."""

    phone: DraftChange | None = None
    email: DraftChange | None = None
    address: DraftChange | None = None
    observations: DraftChange | None = None


NO_CHANGES = DraftDetails()


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """A reply to the customer, a note to colleagues, how it is to end, what a new ticket is about,
    what the customer says of themselves; each as far as it went."""

    reply: str | None = None
    note: str | None = None
    outcome: str | None = None
    ticket: str | None = None
    details: DraftDetails = NO_CHANGES


@dataclass(frozen=True, slots=True)
class Draft:
    """As it was saved last. No two saves of any draft have the same version."""

    texts: DraftTexts
    version: int
    by: Operator
    at: datetime


NO_DRAFT = 0
"""The version of a draft that is not there."""
