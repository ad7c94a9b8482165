"""How many streams strangers may hold open: nobody can take the places of all others."""

from typing import Any

from fastapi import Request

from chassis.errors import TooMany
from chassis.live import Live
from chassis.rate_limiter import network_of
from intake.inbound.conversation_teller import Conversation

MOST_OF_A_VISITOR = 3
MOST_OF_AN_ADDRESS = 30
MOST_OF_ALL = 1_000


def address_of(request: Request) -> str:
    """What one subscriber is given."""
    return network_of(request.client.host if request.client else "")


def check_room(live: Live, teller: Any, wants: Conversation) -> None:
    """Raises TooMany."""
    held: list[Conversation] = [stream.wants for stream in live.streams_of(teller)]
    of_visitor = sum(each.contact_id == wants.contact_id for each in held)
    of_address = sum(each.address == wants.address for each in held)
    if (
        of_visitor >= MOST_OF_A_VISITOR
        or of_address >= MOST_OF_AN_ADDRESS
        or len(held) >= MOST_OF_ALL
    ):
        raise TooMany("Too many chats are open now. Try again.", code="too-many-streams")
