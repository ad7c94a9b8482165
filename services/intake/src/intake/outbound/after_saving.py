"""What follows at the desk from what was written of contacts, in the same transaction."""

from collections.abc import Sequence

from chassis.database import Driver
from intake.application.desk_rules import DeskRules
from intake.domain.contact import Contact
from intake.outbound.call_back_news import follow_calls
from intake.outbound.offer_endings import settle_offers


async def follow(connection: Driver, saved: Sequence[Contact], rules: DeskRules) -> None:
    """Before their news is told: offers end, and call-backs begin and end."""
    await settle_offers(connection, saved, rules)
    await follow_calls(connection, saved, rules)
