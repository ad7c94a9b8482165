"""News of contacts becomes work."""

from collections.abc import Sequence
from uuid import UUID

from chassis.cloudevents import Received
from contracts.desk import ContactReasonChosenV1
from contracts.intake import ContactFinishedV1, ContactLinkedV1, ContactTakenV1
from contracts.intake_tickets import (
    ContactDerivedV1,
    ContactServiceChosenV1,
    ContactTicketChosenV1,
)
from tickets.application.choose_ticket import ChooseTicket, choose_ticket
from tickets.application.end_contact import (
    DeriveTicket,
    EndContact,
    Ended,
    derive_ticket,
    end_contact,
)
from tickets.application.follow_reason import (
    FollowReason,
    follow_reason_of_contact,
    named_category,
)
from tickets.application.know_service import KnowService, know_service_of_contact, with_unit
from tickets.application.link_customer import LinkCustomer, link_customer
from tickets.application.open_for_contact import OpenForContact, open_for_contact
from tickets.application.ports import Transaction
from tickets.domain.contact_work import Joining
from tickets.domain.people import Account, Requester, Stamp
from tickets.domain.report import Channel, Report, Service
from tickets.inbound.contact_texts import Told, is_in_own_words, text_of, title_in, title_of


async def on_contact_taken(
    events: Sequence[Received[ContactTakenV1]], tx: Transaction, *, area: str
) -> None:
    """Calls and chats get a ticket; inquiries are answered where they came in."""
    for event in tx.kernel.each(events):
        contact = event.data
        if contact.channel == "inquiry":
            continue
        command = OpenForContact(
            report=await _report(contact, area, tx, follows_reason=True),
            contact=_joining(contact, area),
            stamp=Stamp(contact.account_id, contact.account_name, event.time),
            ticket_id=contact.ticket_id,
            opens=contact.opens_ticket,
        )
        await open_for_contact(command, tx)


async def on_ticket_chosen(
    events: Sequence[Received[ContactTicketChosenV1]], tx: Transaction, *, area: str
) -> None:
    """Its holder knows better than a rule which ticket a contact belongs to."""
    for event in tx.kernel.each(events):
        contact = event.data
        command = ChooseTicket(
            ticket_id=contact.ticket_id,
            is_new=contact.is_new,
            report=await _report(contact, area, tx, follows_reason=not is_in_own_words(contact)),
            contact=_joining(contact, area),
            stamp=Stamp(contact.account_id, contact.account_name, event.time),
        )
        await choose_ticket(command, tx)


async def on_reason_chosen(
    events: Sequence[Received[ContactReasonChosenV1]], tx: Transaction
) -> None:
    """What a contact is about says what its ticket is about, and is called."""
    for event in tx.kernel.each(events):
        told = event.data
        command = FollowReason(
            told.contact_id,
            title_in(told.reason_label),
            told.category,
            told.category_before,
            told.account_id,
            event.time,
        )
        await follow_reason_of_contact(command, tx)


async def on_contact_linked(events: Sequence[Received[ContactLinkedV1]], tx: Transaction) -> None:
    """The customer becomes known."""
    for event in tx.kernel.each(events):
        link, by = event.data, _account_or_none(event.cause.actor)
        command = LinkCustomer(link.contact_id, link.customer_id, by, event.time)
        await link_customer(command, tx)


async def on_service_chosen(
    events: Sequence[Received[ContactServiceChosenV1]], tx: Transaction
) -> None:
    """Where it is that something does not work."""
    for event in tx.kernel.each(events):
        chosen, by = event.data, _account_or_none(event.cause.actor)
        service = Service(chosen.contract_id, chosen.address, chosen.city)
        account = await tx.staff.find(by) if by else None
        stamp = Stamp(by, account.name if account else None, event.time)
        await know_service_of_contact(KnowService(chosen.contact_id, service, stamp), tx)


async def on_contact_derived(
    events: Sequence[Received[ContactDerivedV1]], tx: Transaction, *, area: str
) -> None:
    """The ticket goes to another area."""
    for event in tx.kernel.each(events):
        told = event.data
        stamp = Stamp(told.account_id, told.account_name, event.time)
        ended = Ended(told.contact_id, told.ticket_id, area, stamp)
        await derive_ticket(DeriveTicket(ended, told.area, told.note), tx)


async def on_contact_finished(
    events: Sequence[Received[ContactFinishedV1]], tx: Transaction, *, area: str
) -> None:
    """How it ended is written on the ticket it belongs to."""
    for event in tx.kernel.each(events):
        told = event.data
        if told.ticket_id is not None:
            stamp = Stamp(told.account_id, told.account_name, event.time)
            ended = Ended(told.contact_id, told.ticket_id, area, stamp)
            await end_contact(EndContact(ended, told.outcome, told.resolution), tx)


async def _report(contact: Told, area: str, tx: Transaction, *, follows_reason: bool) -> Report:
    service = None
    if contact.contract_id is not None:
        told = Service(contact.contract_id, contact.service_address or "", contact.city)
        service = await with_unit(told, tx)
    category = await named_category(contact.category, tx)
    return Report(
        title=title_of(contact),
        description=contact.summary,
        area=area,
        category=category.code if category else None,
        customer_id=contact.customer_id,
        requester=Requester(contact.name, contact.phone, contact.email, contact.city),
        service=service,
        channel=Channel(contact.channel),
        follows_reason=follows_reason,
    )


def _joining(contact: Told, area: str) -> Joining:
    taker = Account(contact.account_id, contact.account_name)
    return Joining(contact.contact_id, text_of(contact), taker, area)


def _account_or_none(actor: str) -> UUID | None:
    """The system acts too, and is no account."""
    try:
        return UUID(actor)
    except ValueError:
        return None
