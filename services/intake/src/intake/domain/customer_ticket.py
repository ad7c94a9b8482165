"""A ticket as the desk knows it: a copy of what `tickets` tells."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

PENDING = frozenset({"registered", "assigned", "in_progress"})


@dataclass(frozen=True, slots=True)
class CustomerTicket:
    """`updated_at` is when its state or owner changed last. `is_of_channel`: another open contact
    of the channel in question belongs to it."""

    ticket_id: UUID
    number: int
    state: str
    title: str
    category: str | None
    area: str | None
    account_name: str | None
    updated_at: datetime
    customer_id: UUID | None
    contact_id: UUID | None
    is_of_channel: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether one more contact may belong to it."""
        return self.state in PENDING
