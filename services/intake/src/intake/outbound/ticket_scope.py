"""Who sees the customers' tickets at the desk: as in the service they come from."""

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import ByAccount, GivenToArea, InArea

_MINE = (ByAccount("account_id"), ByAccount("registered_by"))

CUSTOMER_TICKETS = Rows(
    table="customer_ticket",
    ties={
        Reach.AREA: (InArea("area"), *_MINE),
        Reach.ASSIGNED: (*_MINE, GivenToArea("area", "account_id", "state", "registered")),
    },
    missing="There is no such ticket.",
    code="ticket-not-found",
)
