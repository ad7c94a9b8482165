"""What is told of a person, in pieces that a message can carry."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from chassis.outbox import LARGEST_EVENT

# What a piece travels in (its table, its service, its number) takes some of a message too.
_MOST_BYTES = LARGEST_EVENT - 10_000
_BRACKETS = 2
_CUT = " … (recortado)"


def pieces(rows: Sequence[Any], most: int = _MOST_BYTES) -> Iterator[str]:
    """Lists of rows (objects, or their JSON), each a JSON text that takes at most `most` bytes
    as a string of another JSON document. Of a row that is larger alone, its longest values are
    cut, and say so."""
    piece, size = list[str](), _BRACKETS
    for row in rows:
        text = _fitting(row, most - _BRACKETS)
        more = _sent(text) + 1
        if piece and size + more > most:
            yield f"[{','.join(piece)}]"
            piece, size = [], _BRACKETS
        piece.append(text)
        size += more
    if piece:
        yield f"[{','.join(piece)}]"


def _fitting(row: Any, most: int) -> str:
    text = row if isinstance(row, str) else _text(row)
    while _sent(text) > most:
        text = _text(_shortened(orjson.loads(text)))
    return text


def _shortened(row: Mapping[str, Any]) -> dict[str, Any]:
    """Half of its longest value; lists and objects become texts by it."""
    longest = max(row, key=lambda name: len(_text(row[name])))
    value = row[longest]
    whole = (value if isinstance(value, str) else _text(value)).removesuffix(_CUT)
    return {**row, longest: whole[: len(whole) // 2] + _CUT}


def _sent(text: str) -> int:
    """Bytes of a text inside a JSON document: in UTF-8, with its quotes escaped."""
    return len(orjson.dumps(text)) - 2


def _text(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()
