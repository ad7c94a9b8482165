"""What became of answers that went out by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.message import Delivery


@dataclass(frozen=True, slots=True)
class MailSettled:
    """A mail with an answer was sent, or never will be, and why."""

    message_id: UUID
    state: Delivery
    at: datetime
    reason: str | None = None


async def follow_mails(settled: Sequence[MailSettled], tx: Transaction) -> None:
    """Whatever is told of mails that bring no answer of ours is nobody's."""
    ids = {each.message_id for each in settled}
    # Locked before they are read: revisions of a contact grow in the order of commits.
    mentioned = (await tx.messages.replies(ids)).values()
    for contact_id in sorted({each.contact_id for each in mentioned}):
        await tx.contacts.get(contact_id)
    known = await tx.messages.replies(ids)
    changed = {
        each.message_id
        for each in settled
        if each.message_id in known
        and known[each.message_id].hear(each.state, each.at, each.reason)
    }
    await tx.messages.save([known[message_id] for message_id in sorted(changed)])
