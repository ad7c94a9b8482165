"""What a contact is about and became: one of the customer's services, and a ticket."""

from typing import NamedTuple
from uuid import UUID

from chassis.errors import Conflict


class Work(NamedTuple):
    """`asked`: its holder is to say which ticket it belongs to. `derived_to` is the area its ticket
    was handed to when it ended."""

    contract_id: UUID | None = None
    ticket_id: UUID | None = None
    ticket_number: int | None = None
    asked: bool = False
    derived_to: str | None = None


NO_WORK = Work()


class NoTicketYet(Conflict):
    """What is to be done is done to a ticket, and there is none."""

    code = "contact-has-no-ticket"

    def __init__(self) -> None:
        super().__init__("This contact has no ticket yet.")


class TicketToBeChosen(Conflict):
    """The customer has open tickets: this contact may belong to one of them."""

    code = "ticket-to-be-chosen"

    def __init__(self) -> None:
        super().__init__("Say first which ticket this contact belongs to.")


class ContactHasTicket(Conflict):
    """A second ticket of its own would be a duplicate."""

    code = "contact-has-ticket"

    def __init__(self, ticket_id: UUID, number: int | None) -> None:
        super().__init__("This contact has a ticket.", ticket_id=str(ticket_id), number=number)


class CustomerUnknown(Conflict):
    """Tickets and services are a customer's, and nobody has said which customer this is."""

    code = "contact-has-no-customer"

    def __init__(self) -> None:
        super().__init__("Say first which customer this contact is.")
