"""What an operator was writing on a contact, and had not sent when they stopped."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.claim import Operator


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """A reply to the customer, a note to colleagues, how it is to end; each as far as it went."""

    reply: str | None = None
    note: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """As it was saved last. No two saves of any draft have the same version."""

    texts: DraftTexts
    version: int
    by: Operator
    at: datetime


NO_DRAFT = 0
"""The version of a draft that is not there."""
