"""The topics of Tero: the whole map of who tells what to whom."""

from collections.abc import Iterable
from dataclasses import replace

from contracts.event import Topic

ACCOUNTS = Topic(
    "directory.accounts",
    owner="directory",
    description="Who may enter and what they may do; newest state per account.",
    compacted=True,
    retention_days=None,
)
API_KEYS = Topic(
    "directory.api-keys",
    owner="directory",
    description="The keys by which other systems enter; newest state per key.",
    compacted=True,
    retention_days=None,
)
LETTERS = Topic(
    "directory.letters",
    owner="directory",
    description="Letters that are to go to people with an account; kept for a day.",
    retention_days=1,
)
CUSTOMERS = Topic(
    "directory.customers",
    owner="directory",
    description="Customers with their contracts; newest state per customer.",
    compacted=True,
    retention_days=None,
)
SESSIONS = Topic(
    "directory.sessions",
    owner="directory",
    description="Sessions that were ended: to be refused although their tokens still look good.",
)
CHANNEL_CONTACTS = Topic(
    "channels.contacts",
    owner="intake",
    description="The door for channel systems: calls, chats and inquiries as they happen.",
    open_door=True,
)


def contacts_of(system: str) -> Topic:
    """The same for one channel system alone, by its code."""
    name = f"{CHANNEL_CONTACTS.name}.{system}"
    description = f"The door for {system} alone: calls, chats and inquiries as they happen."
    return replace(CHANNEL_CONTACTS, name=name, description=description)


REPLIES = Topic(
    "channels.replies",
    owner="intake",
    description="What channel systems are to tell customers, and which chats are over.",
)
TECHNICIAN_EVENTS = Topic(
    "iclass.technician-events",
    owner="iclass-bridge",
    description="The door for Iclass: what technicians do in their app.",
    open_door=True,
)
CRM_CUSTOMERS = Topic(
    "crm.customers",
    owner="directory",
    description="The door for a company's own systems: customers, billing and consumption.",
    open_door=True,
)
CONTACTS = Topic(
    "intake.contacts", owner="intake", description="The life of each contact at the desk."
)
TICKETS = Topic("tickets.tickets", owner="tickets", description="The life of each ticket.")
ORDERS = Topic("orders.orders", owner="orders", description="The life of each service order.")
DISPATCHES = Topic(
    "bridge.dispatches",
    owner="iclass-bridge",
    description="What happened in Iclass to each order that was sent there.",
)
PROPOSALS = Topic(
    "directory.proposals",
    owner="directory",
    description="What became of what the desk proposed for customers.",
)
ERASURES = Topic(
    "privacy.erasures",
    owner="directory",
    description="Who was forgotten, by ids alone; kept, so that nothing brings them back.",
    compacted=True,
    retention_days=None,
)
EXPORTS = Topic(
    "privacy.exports",
    owner="directory",
    description="Of whom all that is known is to be told.",
)
PRIVACY_ANSWERS = Topic(
    "privacy.answers",
    owner="directory",
    description="What every service, not only its owner, answers: receipts and parts of exports.",
    retention_days=1,
)
EMAILS = Topic(
    "notifications.emails", owner="notifications", description="What became of each e-mail."
)

ALL = (
    ACCOUNTS,
    API_KEYS,
    LETTERS,
    CUSTOMERS,
    SESSIONS,
    CHANNEL_CONTACTS,
    REPLIES,
    TECHNICIAN_EVENTS,
    CRM_CUSTOMERS,
    CONTACTS,
    TICKETS,
    ORDERS,
    DISPATCHES,
    EMAILS,
    PROPOSALS,
    ERASURES,
    EXPORTS,
    PRIVACY_ANSWERS,
)


def with_channels(systems: Iterable[str]) -> tuple[Topic, ...]:
    """All, and those of channel systems that have one of their own."""
    return (*ALL, *map(contacts_of, systems))
