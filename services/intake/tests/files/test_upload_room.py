"""How many files strangers may be sending at one time."""

from contextlib import ExitStack

import pytest

from chassis.errors import TooMany
from intake.inbound.upload_room import (
    MOST_OF_A_VISITOR,
    MOST_OF_ALL,
    MOST_OF_AN_ADDRESS,
    UploadRoom,
)


def fits(room: UploadRoom, visitor: str, address: str) -> bool:
    try:
        with room.place(visitor, address):
            return True
    except TooMany:
        return False


@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.2"])
def test_a_visitor_sends_few_wherever_they_are(address: str) -> None:
    room, coming = UploadRoom(), ExitStack()
    with coming:
        for _ in range(MOST_OF_A_VISITOR):
            coming.enter_context(room.place("visitor", "192.0.2.1"))
        assert not fits(room, "visitor", address)
        assert fits(room, "other", address)

    assert fits(room, "visitor", address)


def test_an_address_cannot_take_the_places_of_all_others() -> None:
    room = UploadRoom()
    with ExitStack() as coming:
        for n in range(MOST_OF_AN_ADDRESS):
            coming.enter_context(room.place(f"visitor {n}", "192.0.2.1"))
        assert not fits(room, "one more", "192.0.2.1")
        assert fits(room, "one more", "192.0.2.2")


def test_all_strangers_together_leave_room_to_those_who_are_known() -> None:
    room = UploadRoom()
    with ExitStack() as coming:
        for n in range(MOST_OF_ALL):
            coming.enter_context(room.place(f"visitor {n}", f"address {n}"))
        assert not fits(room, "one more", "one more address")


def test_what_failed_gives_its_place_back() -> None:
    room = UploadRoom()
    for _ in range(MOST_OF_A_VISITOR + 1):
        with pytest.raises(OSError, match="full"), room.place("visitor", "192.0.2.1"):
            raise OSError("full")

    assert fits(room, "visitor", "192.0.2.1")
