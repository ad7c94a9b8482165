"""Topics of one channel system each: the brokers let nobody else write there.

So the system is known, as it is at the other doors, and treated as it is registered.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.cloudevents import Received
from chassis.errors import NotFound
from chassis.source_topics import SourceTopic
from contracts.channels import (
    CallReportedV1,
    ChatReceivedV1,
    InquiryReceivedV1,
    InquiryReceivedV2,
)
from contracts.chats import ChatMessageV1, DeliveryReportedV1
from contracts.topics import CHANNEL_CONTACTS, contacts_of
from intake.domain.words import Channel
from intake.inbound.edge import EdgeTransaction

_BROUGHT: Mapping[str, Channel] = {
    CallReportedV1.type: Channel.CALL,
    ChatReceivedV1.type: Channel.CHAT,
    ChatMessageV1.type: Channel.CHAT,
    DeliveryReportedV1.type: Channel.CHAT,
    InquiryReceivedV1.type: Channel.INQUIRY,
    InquiryReceivedV2.type: Channel.INQUIRY,
}


def channel_topics(systems: Iterable[str]) -> list[SourceTopic[EdgeTransaction]]:
    """One for each of these systems."""
    return [SourceTopic(contacts_of(code).name, CHANNEL_CONTACTS, code, _admit) for code in systems]


async def _admit(event: Received[Any], tx: EdgeTransaction) -> None:
    """Raises NotFound, SystemIsDisabled, WrongDoor."""
    system = (await tx.doors.now()).by_code.get(event.source)
    if system is None:
        raise NotFound(f"No channel {event.source} is registered.", code="unknown-channel")
    system.admit(_BROUGHT[event.type])
