"""Every contract by its wire name."""

from contracts import (
    access,
    bridge,
    channels,
    chats,
    conversation,
    crm,
    desk,
    directory,
    iclass,
    intake,
    intake_tickets,
    invoices,
    notifications,
    orders,
    privacy,
    proposals,
    replies,
    ticket_contacts,
    ticket_surveys,
    ticket_units,
    tickets,
)
from contracts.event import Event

_MODULES = (
    access, bridge, channels, chats, conversation, crm, desk, directory, iclass, intake,
    intake_tickets, invoices, notifications, orders, privacy, proposals, replies, ticket_contacts,
    ticket_surveys, ticket_units, tickets,
)  # fmt: skip

EVENTS: dict[str, type[Event]] = {
    kind.type: kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
}
