"""Who attends a contact, and how attending it ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at the desk."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One operator, and nobody else, since then."""

    holder: Operator
    at: datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """`by` is nobody where the end of the ticket ended the contact."""

    at: datetime
    by: UUID | None
    outcome: str
