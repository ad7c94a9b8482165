"""A mail came in: it becomes a contact, goes on with one, or is put aside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import NotFound
from intake.application.mail_ports import MailTransaction
from intake.application.receive_contacts import Report, receive_contacts
from intake.domain.contact import Contact
from intake.domain.conversation import Line
from intake.domain.facts import Facts
from intake.domain.mail import FLOOD_OF, FLOOD_WITHIN, Aside, Mail
from intake.domain.message import Author, Message
from intake.domain.words import Channel, State


@dataclass(frozen=True, slots=True)
class MailReceived:
    """What became of it; neither a contact nor `aside` is known of one that came before."""

    contact_id: UUID | None
    aside: Aside | None = None
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Defaults:
    """What contacts of a mailbox have that nobody said."""

    queue: str | None = None
    line: str | None = None
    reason: str | None = None


async def receive_mail(
    mail: Mail, defaults: Defaults, now: datetime, tx: MailTransaction
) -> MailReceived:
    """Keep it once, however often it comes."""
    mail_id = uuid7()
    if not await tx.mails.add(mail_id, mail, now):
        return MailReceived(await tx.mails.contact_of(mail.key), is_new=False)
    aside = mail.aside or await _why_not_heard(mail, now, tx)
    if aside is not None:
        await tx.mails.put_aside(mail_id, aside)
        return MailReceived(None, aside)
    return MailReceived(await attend(mail_id, mail, defaults, now, tx))


async def attend(
    mail_id: UUID, mail: Mail, defaults: Defaults, now: datetime, tx: MailTransaction
) -> UUID:
    """It goes on with the open contact it belongs to; else it begins one, which is returned."""
    contact = await _thread(mail, tx)
    if contact is None:
        contact_id = await _begin(mail, defaults, now, tx)
    else:
        contact_id = contact.id
        await tx.messages.add([_message(mail, contact_id, now)])
    await tx.mails.belongs(mail_id, contact_id)
    return contact_id


async def _why_not_heard(mail: Mail, now: datetime, tx: MailTransaction) -> Aside | None:
    if await tx.mails.is_ignored(mail.sender):
        return Aside.IGNORED
    sent = await tx.mails.count_from(mail.sender, now - FLOOD_WITHIN)
    return Aside.FLOOD if sent > FLOOD_OF else None


async def _thread(mail: Mail, tx: MailTransaction) -> Contact | None:
    """By what it answers, by a signed address, by the number in its subject. An id or a number can
    be guessed: these count only for whoever wrote before."""
    found = await tx.mails.thread_of(mail) if mail.sender else None
    if found is None:
        found = mail.reply_to_contact
    if found is None and mail.numbers and mail.sender:
        found = await tx.mails.named_in(mail.numbers, mail.sender)
    if found is None:
        return None
    try:
        contact = await tx.contacts.get(found)
    except NotFound:
        return None
    is_open = contact.channel is Channel.EMAIL and contact.state is not State.CLOSED
    return contact if is_open else None


async def _begin(mail: Mail, defaults: Defaults, now: datetime, tx: MailTransaction) -> UUID:
    facts = Facts(
        started_at=mail.sent_at,
        line=defaults.line,
        queue=defaults.queue,
        name=mail.sender_name,
        reason=defaults.reason,
        email=mail.sender or None,
    )
    said = (Line("customer", mail.said, mail.sent_at),)
    report = Report(mail.system, mail.key, facts, lines=said)
    reception = await receive_contacts(Channel.EMAIL, [report], now, tx)
    return reception.contacts[(mail.system, mail.key)].id


def _message(mail: Mail, contact_id: UUID, now: datetime) -> Message:
    return Message(
        id=uuid7(),
        contact_id=contact_id,
        author=Author.CUSTOMER,
        author_name=mail.sender_name,
        text=mail.said,
        at=mail.sent_at,
        accepted_at=now,
        external_id=mail.key,
    )
