"""Customers as `directory` tells them, and contacts that were waiting to learn who called."""

from collections.abc import Sequence

from intake.application.ports import CustomerChange, Transaction


async def keep_customers(changes: Sequence[CustomerChange], tx: Transaction) -> None:
    """A contact may be received before the customer it names is known here."""
    await tx.customers.keep(changes)
    causes = {change.customer.national_id: change.cause for change in changes}
    waiting = await tx.contacts.without_customer(causes.keys())
    if not waiting:
        return
    owners = await tx.customers.owners_of(causes)
    for contact in waiting:
        national_id = contact.facts.national_id or ""
        contact.because = causes[national_id]
        contact.identify(owners.get(national_id))
    await tx.contacts.save(waiting)
