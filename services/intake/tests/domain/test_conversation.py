"""What a ticket says of a conversation."""

from datetime import UTC, datetime

import pytest

from intake.domain.conversation import LONGEST_SUMMARY, Line, summary_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_chat_is_told_as_a_dialogue() -> None:
    lines = [Line("bot", "¿Qué pasa?", NOON), Line("customer", "Sin internet", NOON)]

    assert summary_of(lines) == "Bot: ¿Qué pasa?\nCliente: Sin internet"


def test_of_a_long_inquiry_the_beginning_is_kept() -> None:
    summary = summary_of([Line("customer", "a" * 5_000 + "z", NOON)])

    assert (len(summary), summary[0], summary[-1]) == (LONGEST_SUMMARY, "a", "…")


def test_of_a_long_chat_the_end_is_kept() -> None:
    summary = summary_of([Line("customer", letter * 1_500, NOON) for letter in "abc"])

    assert (len(summary), summary[0], summary[-1]) == (LONGEST_SUMMARY, "…", "c")


@pytest.mark.parametrize("lines", [[], [Line("customer", "", NOON)]])
def test_nothing_said_is_nothing_to_tell(lines: list[Line]) -> None:
    assert summary_of(lines) == ""
