"""Waiting contacts are offered to operators, one by one, in the queues that want it."""

from datetime import datetime, timedelta
from uuid import UUID

from intake.application.offer_ports import NewOffer
from intake.application.ports import Transaction
from intake.domain.contact import Contact
from intake.domain.offer_events import ContactOffered, ContactOfferEnded
from intake.domain.offers import Match, is_waiting, matches
from intake.domain.queues import Queue, Routes

# What can be offered in a moment; the next round is a second later.
_MOST = 100


async def offer_round(now: datetime, tx: Transaction) -> bool:
    """Offer what waits to those who are free; False where no queue offers anything any more.

    Only ever one at a time runs, whatever the number of processes: it is a due row.
    """
    queues = {each.code: each for each in Routes(await tx.settings.queues.all()).offering}
    if queues:
        await _offer(queues, now, tx)
    return bool(queues)


async def expire_offer(offer_id: UUID, tx: Transaction) -> None:
    """Nobody answered in time; the next round asks somebody else."""
    offer = await tx.offers.find(offer_id)
    if offer is None:
        return
    contact = await tx.contacts.get(offer.contact_id)
    if (await tx.offers.lock(offer_id)).state != "open":
        return
    free = is_waiting(contact)
    await tx.offers.settle(offer_id, "expired" if free else "withdrawn")
    if free:
        contact.tell(ContactOfferEnded(offer.account_id, offer.queue, "expired"))
        await tx.contacts.save([contact])


async def _offer(queues: dict[str, Queue], now: datetime, tx: Transaction) -> None:
    candidates = [each for each in await tx.offers.candidates() if each.is_available]
    served = [
        code for code, queue in queues.items() if any(each.fits(queue) for each in candidates)
    ]
    if not served:
        return
    available = [each.operator.id for each in candidates]
    waiting = await tx.offers.waiting(served, available, _MOST)
    offered: list[tuple[Contact, NewOffer]] = []
    for match in matches(waiting, queues, candidates):
        contact = await tx.leases.seize(match[0].contact_id)
        if contact is not None and is_waiting(contact):
            offered.append(_offered(contact, match, now))
    await tx.contacts.save([contact for contact, _ in offered])
    await tx.offers.add([offer for _, offer in offered])


def _offered(contact: Contact, match: Match, now: datetime) -> tuple[Contact, NewOffer]:
    _, queue, candidate = match
    operator = candidate.operator
    until = now + timedelta(seconds=queue.accept_seconds)
    contact.tell(ContactOffered(operator.id, operator.name, queue.code, until))
    return contact, NewOffer(contact.id, queue.code, operator.id, until)
