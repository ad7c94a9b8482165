"""News of contacts becomes work."""

from collections.abc import Sequence
from uuid import UUID

from chassis.cloudevents import Received
from contracts.intake import ContactLinkedV1, ContactTakenV1
from tickets.application.link_customer import LinkCustomer, link_customer
from tickets.application.open_for_contact import OpenForContact, open_for_contact
from tickets.application.ports import Transaction
from tickets.domain.people import Account, Requester, Stamp
from tickets.domain.report import Report
from tickets.inbound.fields import one_line

_LONGEST_TITLE = 300
_CHANNEL_LABELS = {"call": "Llamada", "chat": "Chat"}


async def on_contact_taken(
    events: Sequence[Received[ContactTakenV1]], tx: Transaction, *, area: str
) -> None:
    """Calls and chats get a ticket; inquiries are answered where they came in."""
    for event in tx.kernel.each(events):
        contact = event.data
        if contact.channel == "inquiry":
            continue
        taker = Account(contact.account_id, contact.account_name)
        stamp = Stamp(taker.id, taker.name, event.time)
        command = OpenForContact(contact.contact_id, _report(contact, area), taker, stamp)
        await open_for_contact(command, tx)


async def on_contact_linked(events: Sequence[Received[ContactLinkedV1]], tx: Transaction) -> None:
    """The customer becomes known."""
    for event in tx.kernel.each(events):
        link, by = event.data, _account_or_none(event.cause.actor)
        command = LinkCustomer(link.contact_id, link.customer_id, by, event.time)
        await link_customer(command, tx)


def _report(contact: ContactTakenV1, area: str) -> Report:
    return Report(
        title=_title(contact),
        description=contact.summary,
        area=area,
        customer_id=contact.customer_id,
        requester=Requester(contact.name, contact.phone, contact.email, contact.city),
    )


def _title(contact: ContactTakenV1) -> str:
    """The reason; without one, who called or wrote."""
    channel = _CHANNEL_LABELS.get(contact.channel, contact.channel)
    who = one_line(contact.name or "") or contact.phone or "desconocido"
    title = one_line(contact.reason or "") or one_line(f"{channel} de {who}")
    return title[:_LONGEST_TITLE]


def _account_or_none(actor: str) -> UUID | None:
    """The system acts too, and is no account."""
    try:
        return UUID(actor)
    except ValueError:
        return None
