"""What each figure counts, written once: the same condition makes the number and its list of rows.

In conditions, `$3` is the moment before which an unresolved ticket is overdue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PENDING_STATES = ("registered", "assigned", "in_progress")

_PENDING = f"state in {PENDING_STATES}"


@dataclass(frozen=True)
class Subject:
    """A kind of row. `moment` is the column that decides in which period a row is; `shown` are the
    columns a list of rows shows beside, by the name they have there."""

    table: str
    key: str
    moment: str
    shown: Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """Rows of a subject that meet a condition."""

    subject: Subject
    condition: str


CONTACTS = Subject(
    "contact",
    "contact_id",
    "received_at",
    {
        "state": "state",
        "channel": "channel",
        "city": "city",
        "assignee_id": "taken_by",
        "assignee": "taken_by_name",
    },
)
TICKETS = Subject(
    "ticket",
    "ticket_id",
    "registered_at",
    {
        "number": "number",
        "state": "state",
        "city": "city",
        "area": "area",
        "category": "category",
        "priority": "priority",
        "assignee_id": "assignee_id",
        "assignee": "assignee_name",
    },
)
ORDERS = Subject(
    "service_order",
    "order_id",
    "opened_at",
    {"number": "number", "state": "state", "city": "city", "area": "area"},
)
DISPATCHES = Subject("dispatch", "order_id", "decided_at", {"state": "state"})
EMAILS = Subject("email", "email_id", "settled_at", {"state": "state"})


class FigureName(StrEnum):
    """Everything that is counted."""

    CONTACTS_RECEIVED = "contacts.received"
    CONTACTS_TAKEN = "contacts.taken"
    TICKETS_REGISTERED = "tickets.registered"
    TICKETS_UNASSIGNED = "tickets.unassigned"
    TICKETS_PENDING = "tickets.pending"
    TICKETS_OVERDUE = "tickets.overdue"
    TICKETS_RESOLVED = "tickets.resolved"
    ORDERS_OPENED = "orders.opened"
    DISPATCHES_CONFIRMED = "dispatches.confirmed"
    DISPATCHES_REFUSED = "dispatches.refused"
    EMAILS_SENT = "emails.sent"
    EMAILS_FAILED = "emails.failed"
    EMAILS_UNADDRESSED = "emails.unaddressed"


FIGURES: Mapping[FigureName, Figure] = {
    FigureName.CONTACTS_RECEIVED: Figure(CONTACTS, "true"),
    FigureName.CONTACTS_TAKEN: Figure(CONTACTS, "taken_at is not null"),
    FigureName.TICKETS_REGISTERED: Figure(TICKETS, "true"),
    FigureName.TICKETS_UNASSIGNED: Figure(TICKETS, f"{_PENDING} and assignee_id is null"),
    FigureName.TICKETS_PENDING: Figure(TICKETS, _PENDING),
    FigureName.TICKETS_OVERDUE: Figure(TICKETS, f"{_PENDING} and registered_at < $3"),
    FigureName.TICKETS_RESOLVED: Figure(TICKETS, "state in ('finished', 'closed')"),
    FigureName.ORDERS_OPENED: Figure(ORDERS, "true"),
    FigureName.DISPATCHES_CONFIRMED: Figure(DISPATCHES, "state = 'confirmed'"),
    FigureName.DISPATCHES_REFUSED: Figure(DISPATCHES, "state = 'refused'"),
    FigureName.EMAILS_SENT: Figure(EMAILS, "state = 'sent'"),
    FigureName.EMAILS_FAILED: Figure(EMAILS, "state = 'failed'"),
    FigureName.EMAILS_UNADDRESSED: Figure(EMAILS, "state = 'unaddressed'"),
}


def counts_of(subject: Subject) -> str:
    """A select list that counts every figure of a subject, named by the last part of its name."""
    return ", ".join(
        f"count(*) filter (where {figure.condition}) as {name.rpartition('.')[2]}"
        for name, figure in FIGURES.items()
        if figure.subject is subject
    )
