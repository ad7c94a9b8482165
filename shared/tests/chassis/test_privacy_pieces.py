"""What is told of a person fits into messages, whatever it is made of."""

import json

import pytest

from chassis.outbox import LARGEST_EVENT
from chassis.privacy_pieces import pieces
from contracts.privacy import ExportPartV1


def sent(piece: str) -> int:
    """Bytes of the message that carries it."""
    part = ExportPartV1(
        request_id="0b0f8a52-6d7e-4d3c-9b1a-3f0c9f1d2e41", service="notifications", number=10**6,
        table="a" * 60, rows=piece,
    )  # fmt: skip
    return len(part.model_dump_json().encode())


@pytest.mark.parametrize("letter", ["a", "ñ", "漢", "😀", '"', "\\", "\n", "\x01"])
def test_pieces_fit_whatever_their_letters_take(letter: str) -> None:
    """Characters are up to four bytes, and each quote is escaped twice."""
    rows = [{"n": n, "text": letter * 40_000} for n in range(30)]

    told = list(pieces(rows))

    assert max(map(sent, told)) <= LARGEST_EVENT
    assert [row for piece in told for row in json.loads(piece)] == rows


@pytest.mark.parametrize("as_text", [False, True])
def test_a_row_too_large_alone_is_cut_and_says_so(as_text: bool) -> None:
    row = {"id": 7, "text": "ñ" * 600_000, "lines": ['"'] * 300_000}
    small = {"id": 8, "text": "x"}
    rows = [json.dumps(each) if as_text else each for each in (small, row, small)]

    told = list(pieces(rows))

    assert max(map(sent, told)) <= LARGEST_EVENT
    found = [each for piece in told for each in json.loads(piece)]
    assert [each["id"] for each in found] == [8, 7, 8]
    assert found[1]["text"].startswith("ñ" * 1000)
    assert found[1]["lines"].endswith(" … (recortado)")
    assert (found[0], found[2]) == (small, small)


def test_nothing_is_told_in_no_pieces() -> None:
    assert list(pieces([])) == []
