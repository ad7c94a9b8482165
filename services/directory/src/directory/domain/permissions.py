"""What each role may do unless an administrator says otherwise."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """Why somebody has an account."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"
    OPERATOR = "operator"
    CUSTOMER = "customer"
    EMPLOYEE = "employee"


_CONTACTS = frozenset(
    {"contacts.read", "contacts.take", "contacts.link", "contacts.finish", "contacts.force-return"}
)
_TICKETS = frozenset(
    {
        "tickets.read", "tickets.create", "tickets.assign", "tickets.comment", "tickets.finish",
        "tickets.close", "tickets.reopen", "tickets.reopen-closed", "tickets.cancel",
    }
)  # fmt: skip
_ORDERS = frozenset(
    {
        "orders.read", "orders.create", "orders.dispatch", "orders.follow-up", "orders.schedule",
        "orders.finish", "orders.cancel",
    }
)  # fmt: skip
_VIEWS = frozenset({"dispatches.read", "emails.read", "reports.read", "customers.read"})
_ADMINISTRATION = frozenset(
    {"customers.import", "accounts.read", "accounts.manage", "kernel.inspect", "kernel.repair"}
)

ALL = _CONTACTS | _TICKETS | _ORDERS | _VIEWS | _ADMINISTRATION

DEFAULTS: Mapping[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: ALL,
    Role.SUPERVISOR: _CONTACTS | _TICKETS | _ORDERS | _VIEWS | {"accounts.read"},
    # A technician finishes tickets and never closes them; assigning is the supervisor's.
    Role.TECHNICIAN: frozenset(
        {
            "tickets.read", "tickets.comment", "tickets.finish",
            "orders.read", "orders.follow-up", "orders.schedule", "orders.finish",
            "dispatches.read", "customers.read",
        }
    ),
    # Only a supervisor takes a contact out of somebody else's hands.
    Role.OPERATOR: frozenset(
        {
            "contacts.read", "contacts.take", "contacts.link", "contacts.finish",
            "tickets.read", "tickets.create", "tickets.comment", "tickets.finish",
            "orders.read", "orders.create", "orders.dispatch", "orders.follow-up",
            "orders.schedule", "dispatches.read", "customers.read",
        }
    ),
    Role.CUSTOMER: frozenset({"tickets.create", "tickets.read"}),
    Role.EMPLOYEE: frozenset({"tickets.create", "tickets.read"}),
}  # fmt: skip
