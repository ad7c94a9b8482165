"""A customer turned out to be another one."""

from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.events import ContactLinked


def follow(contact: Contact, survivor: Customer | None) -> None:
    """The contact of one who was merged is the other's; what was chosen of the service stays."""
    if survivor is None or survivor.id == contact.customer_id:
        return
    contact.customer_id, contact.customer_name = survivor.id, survivor.name
    contact.tell(ContactLinked(survivor.id))
