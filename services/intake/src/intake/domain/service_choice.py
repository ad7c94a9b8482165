"""Which of a customer's services a contact is about (C10, C11)."""

from intake.domain.contact import Contact
from intake.domain.customer import Customer, Service
from intake.domain.events import ContactServiceChosen
from intake.domain.wording import folded

ENDED = "ended"


def in_question(customer: Customer, contact: Contact) -> Service | None:
    """The one service there is no doubt about: the one chosen at the portal, the only one in the
    city that was named, or the only one that runs. None where somebody must be asked."""
    facts = contact.facts
    named = [each for each in customer.services if each.number == facts.contract_number]
    if named:
        return named[0]
    running = [each for each in customer.services if each.state != ENDED]
    if facts.city:
        wanted = folded(facts.city)
        running = [each for each in running if folded(each.city) == wanted]
    return running[0] if len(running) == 1 else None


def settle(contact: Contact, customer: Customer) -> Service | None:
    """Know the service of a contact whose customer was found out; what was chosen stays."""
    chosen = customer.service(contact.work.contract_id)
    if chosen is not None:
        return chosen
    service = in_question(customer, contact)
    if service is None:
        contact.work = contact.work._replace(contract_id=None)
    else:
        _is_about(contact, service)
    return service


def tell_service(contact: Contact, customer: Customer) -> None:
    """It is another customer's: which of their services it is about is told, where it is known."""
    service = customer.service(contact.work.contract_id)
    if service is not None:
        contact.tell(ContactServiceChosen(service.contract_id, service.address, service.city))


def choose(contact: Contact, service: Service) -> None:
    """A person asked the customer: the contact's city is that of this service from now on."""
    if contact.work.contract_id == service.contract_id:
        return
    _is_about(contact, service)
    contact.tell(ContactServiceChosen(service.contract_id, service.address, service.city))


def _is_about(contact: Contact, service: Service) -> None:
    contact.work = contact.work._replace(contract_id=service.contract_id)
    contact.customer_city = service.city
    if contact.facts.city is not None:
        contact.facts = contact.facts._replace(city=service.city)
