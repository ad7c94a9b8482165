"""Contacts of those who are ignored come in like others, and bother nobody."""

from datetime import datetime
from typing import Protocol

from intake.application.channel_systems import SystemsNow
from intake.application.ignoring import Ignored
from intake.application.ports import Transaction
from intake.application.receive_contacts import Reception
from intake.domain.contact import Contact
from intake.domain.not_heard import IGNORED, close_unheard


class HearingTransaction(Transaction, Protocol):
    """What this needs of a transaction."""

    @property
    def ignored(self) -> Ignored: ...


async def leave_unheard(
    reception: Reception, known: SystemsNow, now: datetime, tx: HearingTransaction
) -> None:
    """Close those of ignored phones and addresses. They are kept: who was not heard can be asked,
    and the later steps of their calls find them."""
    if not known.ignores_some or not reception.contacts:
        return
    contacts = list(reception.contacts.values())
    ignored = await tx.ignored.among([pair for each in contacts for pair in _said(each)])
    unheard = [each for each in contacts if not ignored.isdisjoint(_said(each))]
    for contact in unheard:
        close_unheard(contact, IGNORED, now)
    await tx.contacts.save(unheard)


def _said(contact: Contact) -> list[tuple[str, str]]:
    """Kinds and values by which this contact may be one of theirs."""
    email = (contact.facts.email or "").lower()
    said = [("email", email), ("domain", email.rpartition("@")[2]), ("phone", contact.facts.phone)]
    return [(kind, value) for kind, value in said if value]
