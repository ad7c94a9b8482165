"""How many streams strangers may hold open."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.errors import TooMany
from chassis.live_stream import Stream
from intake.inbound.conversation_teller import Conversation
from intake.inbound.visitor_room import MOST_OF_A_VISITOR, MOST_OF_AN_ADDRESS, check_room
from intake.inbound.visitors import as_actor


@dataclass
class Open:
    """The streams of visitors that are open now."""

    streams: list[Stream[Conversation]]

    def streams_of(self, teller: Any) -> list[Stream[Conversation]]:
        """All of them."""
        return self.streams


def looking(contact_id: UUID, address: str) -> Stream[Conversation]:
    return Stream(Conversation(contact_id, 0, address), as_actor(contact_id), "")


def fits(held: Any, contact_id: UUID, address: str) -> bool:
    try:
        check_room(held, None, Conversation(contact_id, 0, address))
    except TooMany:
        return False
    return True


@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.2"])
def test_a_visitor_has_few_streams_wherever_they_are(address: str) -> None:
    visitor = uuid4()
    held = Open([looking(visitor, "192.0.2.1") for _ in range(MOST_OF_A_VISITOR)])

    assert not fits(held, visitor, address)
    assert fits(held, uuid4(), address)


def test_an_address_cannot_take_the_places_of_all_others() -> None:
    held = Open([looking(uuid4(), "192.0.2.1") for _ in range(MOST_OF_AN_ADDRESS)])

    assert not fits(held, uuid4(), "192.0.2.1")
    assert fits(held, uuid4(), "192.0.2.2")
