"""What the player did and what it was answered: the one side of the accounting."""

from collections import defaultdict
from dataclasses import dataclass, field

from local_stack.demo.data.customers import Customer
from local_stack.demo.day.items import Message


@dataclass(frozen=True)
class Sent:
    """A message and what the door said. By HTTP a status and, for refusals, a code; by the topic
    the place of the record. Neither of them means that no answer ever came."""

    message: Message
    status: int | None = None
    code: str = ""
    contact_id: str | None = None
    duplicate: bool = False
    place: tuple[int, int] | None = None


@dataclass
class HandledContact:
    """A contact somebody took. `takers` are accounts, in their order; `losers` came too late."""

    contact_id: str
    channel: str
    takers: list[str] = field(default_factory=list)
    losers: int = 0
    returned: int = 0
    linked_to: str | None = None
    finished: bool = False
    ended_with_ticket: bool = False


@dataclass
class HandledTicket:
    """A ticket and how far it was brought; `customer` is its customer, if it has one."""

    ticket_id: str
    number: int
    contact_id: str
    state: str
    customer: Customer | None
    city: str | None = None
    closing_text: str | None = None
    email: str | None = None


@dataclass
class HandledOrder:
    """A service order and where it must be at the end."""

    order_id: str
    number: int
    ticket_id: str
    dispatched: bool = False
    work_order: str | None = None
    state: str = "open"
    rescheduled: int = 0
    follow_ups: int = 0


@dataclass
class Ledger:
    """Everything, by its id. `complaints` are sentences about what was not as it should be."""

    sent: list[Sent] = field(default_factory=list)
    contacts: dict[str, HandledContact] = field(default_factory=dict)
    tickets: dict[str, HandledTicket] = field(default_factory=dict)
    orders: dict[str, HandledOrder] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    retries: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def contact(self, contact_id: str, channel: str) -> HandledContact:
        """The contact's entry, a new one if it has none."""
        return self.contacts.setdefault(contact_id, HandledContact(contact_id, channel))

    def check(self, is_so: object, sentence: str) -> None:
        """Complain unless it is so."""
        if not is_so:
            self.complaints.append(sentence)
