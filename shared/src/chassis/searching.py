"""Texts as they are looked for: without accents, without case, by three letters at a time."""

import unicodedata

_PRIME = 2**31 - 1


def searchable(text: str) -> str:
    """The form in which texts are compared."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def grams(text: str) -> list[int]:
    """A number for every three letters in a row, each once. A text that contains another has all of
    its; few others do."""
    codes = [ord(letter) for letter in searchable(text)]
    threes = zip(codes, codes[1:], codes[2:], strict=False)
    return sorted({(a * 1_000_003 + b * 1_009 + c) % _PRIME for a, b, c in threes})
