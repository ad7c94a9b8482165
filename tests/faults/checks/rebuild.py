"""I7: what is made of the topics can be made again, and what services keep of each other agrees."""

from collections.abc import Iterator

from tests.faults.evidence.evidence import Evidence
from tests.faults.ledger import Ledger


def rebuild(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I7."""
    yield from evidence.rebuilt
    ticket_of = {each["contact_id"]: each["id"] for each in evidence.tickets if each["contact_id"]}
    for contact in evidence.contacts:
        if contact.id in ticket_of and contact.ticket_id != ticket_of[contact.id]:
            yield f"contact {contact.id} does not show its ticket {ticket_of[contact.id]}"
    for ticket in evidence.tickets:
        shown = {order["id"]: order["state"] for order in ticket["orders"]}
        own = (each for each in evidence.orders if each["ticket_id"] == ticket["id"])
        due = {order["id"]: order["state"] for order in own}
        if shown != due:
            yield f"ticket {ticket['number']} shows the orders {shown} instead of {due}"
