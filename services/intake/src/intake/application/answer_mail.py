"""An answer by mail goes to whoever began the contact, and goes on with their newest mail."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from intake.application.channel_systems import Doors
from intake.application.mail_ports import MailTransaction
from intake.domain.contact import Contact
from intake.domain.errors import ContactHasNoAddress
from intake.domain.mail import Answer
from intake.domain.words import Channel

ReplyAddress = Callable[[str, UUID], str]
"""Whoever writes there, at a mailbox of ours, goes on with this contact."""


class AnsweringTransaction(MailTransaction, Protocol):
    """What this needs of a transaction."""

    @property
    def doors(self) -> Doors: ...


async def answer_of(
    contact: Contact, address: ReplyAddress | None, tx: AnsweringTransaction
) -> Answer | None:
    """None where it is not answered by mail; raises ContactHasNoAddress."""
    if contact.channel is not Channel.EMAIL:
        return None
    newest = await tx.mails.to_answer(contact.id)
    if newest is None:
        raise ContactHasNoAddress
    system = (await tx.doors.now()).by_code.get(newest.system)
    mailbox = system.address if system else None
    before = [*reversed(newest.answers), newest.message_id]
    return Answer(
        to=newest.sender,
        to_name=newest.sender_name,
        subject=newest.subject,
        number=newest.number,
        message_id=newest.message_id,
        references=tuple(filter(None, before)),
        reply_to=address(mailbox, contact.id) if address and mailbox else None,
    )
