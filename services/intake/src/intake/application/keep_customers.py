"""Customers as `directory` tells them, and contacts that were waiting to learn who called."""

from collections.abc import Sequence

from intake.application.ports import CustomerChange, Transaction
from intake.application.propose_found import propose_found
from intake.domain.customer import owner_of
from intake.domain.identity import number_key
from intake.domain.merging import follow


async def keep_customers(changes: Sequence[CustomerChange], tx: Transaction) -> None:
    """A contact may be received before the customer it names is known here."""
    await tx.customers.keep(changes)
    await _identify_waiting(changes, tx)
    await _follow_merges(changes, tx)


async def _identify_waiting(changes: Sequence[CustomerChange], tx: Transaction) -> None:
    causes = {change.customer.national_id: change.cause for change in changes}
    causes |= {number_key(change.customer.number): change.cause for change in changes}
    waiting = await tx.contacts.without_customer(causes.keys())
    if not waiting:
        return
    owners = await tx.customers.owners_of(causes)
    for contact in waiting:
        contact.because = next(causes[k] for k in contact.facts.owner_keys if k in causes)
        contact.identify(owner_of(contact.facts, owners))
    await propose_found(waiting, tx)
    await tx.contacts.save(waiting)


async def _follow_merges(changes: Sequence[CustomerChange], tx: Transaction) -> None:
    """Whoever turned out to be another customer is that one from now on (R08)."""
    merged = {each.customer.id: each for each in changes if each.customer.merged_into}
    if not merged:
        return
    contacts = await tx.contacts.of_customers(merged.keys())
    for contact in contacts:
        if contact.customer_id is not None:
            contact.because = merged[contact.customer_id].cause
            follow(contact, await tx.customers.find(contact.customer_id))
    await tx.contacts.save(contacts)
