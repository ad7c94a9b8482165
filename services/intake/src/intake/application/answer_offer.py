"""An operator answers what was offered to them."""

from datetime import datetime
from uuid import UUID

from chassis.errors import NotFound
from intake.application.offer_ports import Offer
from intake.application.ports import Transaction
from intake.application.take_contact import take_contact
from intake.domain.claim import Operator
from intake.domain.offer_events import ContactOfferEnded
from intake.domain.offers import OfferIsOver, is_waiting


async def offer_of(offer_id: UUID, account_id: UUID, tx: Transaction) -> Offer:
    """An offer to somebody; raises NotFound, also for one to others."""
    offer = await tx.offers.find(offer_id)
    if offer is None or offer.account_id != account_id:
        raise NotFound("There is no such offer.", code="unknown-offer")
    return offer


async def accept_offer(offer: Offer, operator: Operator, now: datetime, tx: Transaction) -> None:
    """Take the contact, as one takes any. Raises OfferIsOver, ContactIsTaken, ContactIsClosed."""
    await tx.contacts.get(offer.contact_id)
    locked = await tx.offers.lock(offer.id)
    if locked.state == "open" and locked.is_in_time:
        await tx.offers.settle(offer.id, "accepted")
    elif locked.state != "accepted":
        raise OfferIsOver("This offer is over.", state=_shown(locked))
    await take_contact(offer.contact_id, operator, now, tx)


async def refuse_offer(offer: Offer, tx: Transaction) -> None:
    """Somebody else is asked. Raises OfferIsOver; refusing again is quiet."""
    contact = await tx.contacts.get(offer.contact_id)
    locked = await tx.offers.lock(offer.id)
    if locked.state == "refused":
        return
    if locked.state != "open" or not locked.is_in_time:
        raise OfferIsOver("This offer is over.", state=_shown(locked))
    await tx.offers.settle(offer.id, "refused")
    if is_waiting(contact):
        contact.tell(ContactOfferEnded(offer.account_id, offer.queue, "refused"))
        await tx.contacts.save([contact])
    await tx.offers.wake()


def _shown(offer: Offer) -> str:
    return "expired" if offer.state == "open" else offer.state
