"""Contacts of those who are ignored come in like others, and bother nobody."""

from datetime import datetime

from intake.application.channel_systems import SystemsNow
from intake.application.mail_ports import MailTransaction
from intake.application.receive_contacts import Reception
from intake.domain.contact import Contact
from intake.domain.not_heard import IGNORED, close_unheard


async def leave_unheard(
    reception: Reception, known: SystemsNow, now: datetime, tx: MailTransaction
) -> None:
    """Close those of ignored phones and addresses. They are kept: who was not heard can be asked,
    and the later steps of their calls find them."""
    if not known.ignored:
        return
    unheard = [each for each in reception.contacts.values() if _is_ignored(each, known)]
    for contact in unheard:
        close_unheard(contact, IGNORED, now)
    await tx.contacts.save(unheard)


def _is_ignored(contact: Contact, known: SystemsNow) -> bool:
    email = (contact.facts.email or "").lower()
    said = ((contact.facts.phone, "phone"), (email, "email"), (email.rpartition("@")[2], "domain"))
    return any((kind, value) in known.ignored for value, kind in said)
