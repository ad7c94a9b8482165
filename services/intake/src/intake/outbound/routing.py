"""Every contact has its queue whenever it is written, decided in memory by the rules in force."""

from collections.abc import Iterable

from intake.domain.contact import Contact
from intake.domain.routing import route
from intake.outbound.rules import SqlRules


async def route_all(contacts: Iterable[Contact], rules: SqlRules) -> None:
    """Put each that is free into the queue that fits what is known of it now."""
    now = await rules.now()
    for contact in contacts:
        route(contact, now.routes, now.reasons)
