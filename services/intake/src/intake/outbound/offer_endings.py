"""Once a contact is taken or closed, nobody is asked for it any more."""

from collections.abc import Sequence

from chassis.database import Driver
from intake.application.desk_rules import DeskRules
from intake.domain.contact import Contact
from intake.domain.offers import is_waiting

_WITHDRAW = """
update offer set state = 'withdrawn', settled_at = now()
where contact_id = any($1::uuid[]) and state = 'open'
"""


async def settle_offers(connection: Driver, saved: Sequence[Contact], rules: DeskRules) -> None:
    """In the transaction that saved them. Where no queue offers anything nothing is asked; an
    offer that is left from before ends at its time."""
    over = [contact.id for contact in saved if not is_waiting(contact)]
    if over and rules.routes.offering:
        await connection.execute(_WITHDRAW, over)
