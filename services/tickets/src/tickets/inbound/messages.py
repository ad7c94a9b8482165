"""Everything this service listens to."""

from functools import partial

from chassis import accounts, api_keys, sessions
from chassis.handlers import Handles
from contracts.access import ApiKeyChangedV1
from contracts.desk import ContactReasonChosenV1
from contracts.directory import AccountChangedV1, CustomerChangedV1, SessionEndedV1
from contracts.intake import ContactFinishedV1, ContactLinkedV1, ContactTakenV1
from contracts.intake_tickets import (
    ContactDerivedV1,
    ContactServiceChosenV1,
    ContactTicketChosenV1,
)
from tickets.application.ports import Transaction
from tickets.inbound.contact_messages import (
    on_contact_derived,
    on_contact_finished,
    on_contact_linked,
    on_contact_taken,
    on_reason_chosen,
    on_service_chosen,
    on_ticket_chosen,
)
from tickets.inbound.customer_messages import on_customer_changed
from tickets.inbound.order_messages import STATE_AFTER, on_order_news


def handles(*, contact_area: str) -> list[Handles[Transaction]]:
    """Contacts make tickets, once each; the rest are states kept if newer."""
    return [
        Handles(ContactTakenV1, partial(on_contact_taken, area=contact_area)),
        Handles(ContactLinkedV1, on_contact_linked),
        Handles(ContactTicketChosenV1, partial(on_ticket_chosen, area=contact_area)),
        Handles(ContactServiceChosenV1, on_service_chosen),
        Handles(ContactReasonChosenV1, on_reason_chosen),
        Handles(ContactDerivedV1, partial(on_contact_derived, area=contact_area)),
        Handles(ContactFinishedV1, partial(on_contact_finished, area=contact_area)),
        Handles(CustomerChangedV1, on_customer_changed, repeatable=True),
        Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
        Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
        Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
        *(Handles(contract, on_order_news, repeatable=True) for contract in STATE_AFTER),
    ]
