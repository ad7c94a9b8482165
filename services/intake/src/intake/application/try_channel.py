"""Put a marked contact through a door, and say what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from intake.application.channel_systems import SystemTransaction
from intake.application.mail_ports import MailTransaction
from intake.application.receive_contacts import Report, receive_contacts
from intake.domain.not_heard import TEST, close_unheard
from intake.domain.words import Channel


class TrialTransaction(MailTransaction, SystemTransaction, Protocol):
    """What a trial needs."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a contact that was made to try a channel: on which screen it stood, in which
    state. It is closed again, with the outcome `test`."""

    contact_id: UUID
    screen: str
    state: str
    queue: str | None
    reason: str | None


async def try_channel(
    code: str,
    channel: Channel,
    report: Callable[[], Report],
    now: datetime,
    tx: TrialTransaction,
) -> Trial:
    """Raises NotFound, SystemIsDisabled, WrongDoor."""
    system = await tx.systems.get(code)
    system.admit(channel)
    made = report()
    made.facts = made.facts._replace(
        queue=system.queue, line=system.line, reason=made.facts.reason or system.reason
    )
    reception = await receive_contacts(channel, [made], now, tx)
    (contact,) = reception.contacts.values()
    trial = Trial(
        contact.id, contact.screen, contact.state, contact.facts.queue, contact.facts.reason
    )
    close_unheard(contact, TEST, now)
    await tx.contacts.save([contact])
    return trial
