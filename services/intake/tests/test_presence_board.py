"""Who is at which contact: how long it is believed, and how much of it."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from intake.inbound.presence_board import MOST_AT_ONE, MOST_OF_ONE, MOST_SIGNS, PresenceBoard

ANA, BEN, CONTACT = uuid4(), uuid4(), uuid4()
_SECONDS = {"viewing": 30, "typing": 6, "writing": 6, "left": 0}


def said(by: UUID, state: str, contact_id: UUID = CONTACT, **other: Any) -> dict[str, Any]:
    """As it is whispered."""
    told = {"contact_id": str(contact_id), "by": str(by), "kind": "operator", "state": state}
    return {**told, "name": f"{by}", "seconds": _SECONDS[state], **other}


def at_the_contact(board: PresenceBoard, now: float) -> list[tuple[UUID, str]]:
    return [(each.by, each.state) for each in board.standing(now).get(CONTACT, ())]


def test_a_sign_is_believed_until_its_time_is_over() -> None:
    """R05: typing is over sooner than looking, and nobody has to take their leave."""
    board = PresenceBoard()
    board.note(said(ANA, "viewing"), 0.0)
    board.note(said(BEN, "viewing"), 1.0)
    board.note(said(BEN, "typing"), 2.0)
    board.note(said(BEN, "viewing"), 3.0)

    assert at_the_contact(board, 4.0) == [(BEN, "typing"), (ANA, "viewing")]
    assert set(at_the_contact(board, 9.0)) == {(ANA, "viewing"), (BEN, "viewing")}
    assert at_the_contact(board, 31.0) == [(BEN, "viewing")]
    assert board.standing(34.0) == {}


@pytest.mark.parametrize("state", ["typing", "writing"])
def test_whoever_writes_looks_too(state: str) -> None:
    board = PresenceBoard()
    board.note(said(ANA, state), 0.0)

    assert at_the_contact(board, 1.0) == [(ANA, "typing")]


def test_whoever_leaves_is_gone_at_once_and_may_come_back() -> None:
    board = PresenceBoard()
    board.note(said(ANA, "left"), 0.0)
    board.note(said(ANA, "typing"), 1.0)
    board.note(said(ANA, "left"), 2.0)
    assert board.standing(2.0) == {}

    board.note(said(ANA, "viewing"), 3.0)
    assert at_the_contact(board, 3.0) == [(ANA, "viewing")]


def test_customers_are_not_on_the_board() -> None:
    board = PresenceBoard()
    board.note(said(CONTACT, "typing", kind="customer"), 0.0)

    assert board.standing(0.0) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact_id": "1"},
        {"by": None},
        {"kind": "ghost"},
        {"name": "x" * 301},
        {"name": 7},
        {"state": "dancing"},
        {"seconds": 1e9},
        {"seconds": -1},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_no_process_of_ours_would_say_is_not_believed(wrong: dict[str, Any]) -> None:
    """Anybody who reaches Redis may say anything; what they said is in no log."""
    board = PresenceBoard()

    with pytest.raises(ValidationError) as refused:
        board.note(said(ANA, "viewing") | wrong, 0.0)

    assert "input_value" not in str(refused.value)
    assert board.standing(0.0) == {}


def test_somebody_is_at_few_contacts_at_once_those_they_came_to_last() -> None:
    board = PresenceBoard()
    contacts = [uuid4() for _ in range(1_000)]
    for contact_id in contacts:
        board.note(said(ANA, "viewing", contact_id), 0.0)

    assert set(board.standing(1.0)) == set(contacts[-MOST_OF_ONE:])


def test_a_contact_that_everybody_looks_at_names_a_few_of_them() -> None:
    board = PresenceBoard()
    for _ in range(50):
        board.note(said(uuid4(), "viewing"), 0.0)
    board.note(said(ANA, "typing"), 0.0)

    there = at_the_contact(board, 1.0)

    assert len(there) == MOST_AT_ONE
    assert there[0] == (ANA, "typing")


def test_a_full_board_takes_nobody_new_until_others_have_gone() -> None:
    board = PresenceBoard()
    for _ in range(MOST_SIGNS):
        board.note(said(uuid4(), "viewing", uuid4()), 0.0)

    board.note(said(ANA, "viewing"), 1.0)
    assert len(board.standing(1.0)) == MOST_SIGNS
    assert at_the_contact(board, 1.0) == []

    board.note(said(ANA, "viewing"), 31.0)
    assert at_the_contact(board, 31.0) == [(ANA, "viewing")]
