"""What somebody sees of orders, and of the tickets they come from."""

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import ByAccount, InArea

# An order is its area's work (A14); whoever supervises or does the ticket's work follows it too
# (A02, A11), as does who opened it. Customers see none: their ticket tells them (A15).
_FOLLOWED = (ByAccount("ticket_account_id"), ByAccount("created_by"))
ORDERS = Rows(
    table="service_order",
    ties={
        Reach.AREA: (InArea("area"), InArea("ticket_area"), *_FOLLOWED),
        Reach.ASSIGNED: (InArea("area"), *_FOLLOWED),
    },
    missing="There is no such order.",
    code="order-unknown",
)

_MINE = (ByAccount("account_id"), ByAccount("registered_by"))
KNOWN_TICKETS = Rows(
    table="known_ticket",
    ties={Reach.AREA: (InArea("area"), *_MINE), Reach.ASSIGNED: _MINE},
    missing="No such ticket is known here. If it was registered just now, try again in a second.",
    code="ticket-unknown",
)
