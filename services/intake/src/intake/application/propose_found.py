"""The desk found out by itself who some contacts are: what was written down of them is proposed."""

from collections.abc import Iterable

from intake.application.ports import Transaction
from intake.domain.contact import Contact
from intake.domain.updating import has_to_propose, propose_to


async def propose_found(contacts: Iterable[Contact], tx: Transaction) -> None:
    """X25. Most contacts that are found have nothing written down yet, and cost nothing here."""
    for contact in contacts:
        if contact.customer_id is None or not has_to_propose(contact):
            continue
        customer = await tx.customers.find(contact.customer_id)
        if customer is not None:
            propose_to(contact, customer)
