"""What happens to a contact that is given to somebody without being asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

OfferEnd = Literal["refused", "expired"]


@dataclass(slots=True)
class ContactOffered:
    """One operator, and nobody else, is asked to take it."""

    account_id: UUID
    account_name: str
    queue: str
    until: datetime


@dataclass(slots=True)
class ContactOfferEnded:
    """They did not take it; it is free, until somebody else is asked."""

    account_id: UUID
    queue: str
    how: OfferEnd
