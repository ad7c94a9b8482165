"""What a holder writes down of the customer: on this contact, and as a proposal to whoever keeps
the customers (X25)."""

from collections.abc import Sequence

from intake.domain.claim import Operator, last_holder
from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.details import Details, Proposed
from intake.domain.events import ContactUpdated, CustomerDataProposed

_OF_CUSTOMER = ("phone", "email", "address")


def update(
    contact: Contact, operator: Operator, details: Details, customer: Customer | None
) -> None:
    """Only its holder does (C38); what was so before is no news."""
    contact.require_holder(operator)
    before, contact.details = contact.details, details
    fields = [n for n in Details._fields if getattr(before, n) != getattr(details, n)]
    if not fields:
        return
    contact.tell(ContactUpdated(operator.id, fields))
    if customer is not None and not set(_OF_CUSTOMER).isdisjoint(fields):
        _propose(contact, operator, customer)


def has_to_propose(contact: Contact) -> bool:
    """Whether something was written down of whoever it is."""
    return any(getattr(contact.details, name) for name in _OF_CUSTOMER)


def propose_to(contact: Contact, customer: Customer, by: Operator | None = None) -> None:
    """It became known who it is: what was written down before is theirs. `by` is who found out;
    without anybody it is proposed in the name of who has or had the contact."""
    operator = by or last_holder(contact.claim, contact.release)
    if operator is not None and has_to_propose(contact):
        _propose(contact, operator, customer)


def _propose(contact: Contact, operator: Operator, customer: Customer) -> None:
    details = contact.details
    contact.tell(
        CustomerDataProposed(
            customer.id,
            operator.id,
            operator.name,
            phone=_unlike(customer.phones, details.phone),
            email=_unlike(customer.emails, details.email),
            address=Proposed(None, details.address) if details.address else None,
        )
    )


def _unlike(known: Sequence[str], said: str | None) -> Proposed | None:
    """Nothing is proposed that is known already."""
    if said is None or said.lower() in {each.lower() for each in known}:
        return None
    return Proposed(known[0] if known else None, said)
