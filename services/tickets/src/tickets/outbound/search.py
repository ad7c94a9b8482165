"""How titles are compared: without accents, without case."""

import unicodedata
from itertools import pairwise

_PRIME = 2**31 - 1


def searchable(text: str) -> str:
    """The form in which titles are stored for searching."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def containing(text: str) -> str:
    """A LIKE pattern for titles that contain this, taken literally."""
    escaped = searchable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def grams(text: str) -> list[int]:
    """A number for every three letters in a row. A title that contains a text has all of its; few
    others do."""
    codes = [ord(letter) for letter in searchable(text)]
    threes = ((a, b, c) for (a, b), (_, c) in pairwise(pairwise(codes)))
    return sorted({(a * 1_000_003 + b * 1_009 + c) % _PRIME for a, b, c in threes})
