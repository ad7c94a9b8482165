"""What `contact_search` keeps of a contact: numbers, from which nothing can be read."""

import re
from collections.abc import Iterable

from chassis.searching import grams

_LENGTH = 4
_NO_DIGIT = re.compile(r"\D", re.ASCII)
_MOST = 2**31 - 1


def of_letters(text: str) -> set[int]:
    """One for every three letters in a row of each word."""
    return {gram for word in text.split() for gram in grams(word)}


def of_digits(text: str) -> set[int]:
    """One for every four digits in a row."""
    bare = _NO_DIGIT.sub("", text)
    return {int(f"1{bare[at : at + _LENGTH]}") for at in range(len(bare) - _LENGTH + 1)}


def of_number(number: int) -> int:
    """One for a whole number; negative, as no other is."""
    return -(number % _MOST)


def of_contact(
    names: Iterable[str | None], digits: Iterable[str | None], numbers: Iterable[int | None]
) -> list[int]:
    """All by which a contact can be found."""
    found = {of_number(number) for number in numbers if number is not None}
    for name in set(filter(None, names)):
        found |= of_letters(name)
    for text in set(filter(None, digits)):
        found |= of_digits(text)
    return sorted(found)
