"""What somebody searches for: words, each a piece of what they remember."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.phones import is_one_mobile, said_variants

LEAST_LETTERS, LEAST_DIGITS, MOST_DIGITS = 3, 4, 18

_PUNCTUATION = re.compile(r"[-().,/+]")


@dataclass(frozen=True, slots=True)
class Letters:
    """A piece of a name or an address."""

    text: str

    @property
    def leads(self) -> bool:
        """Whether it is long enough to be looked up."""
        return sum(letter.isalnum() for letter in self.text) >= LEAST_LETTERS


@dataclass(frozen=True, slots=True)
class Digits:
    """A piece of a phone or an id, or the whole number of a contact or of its ticket; a few digits
    are only the latter."""

    text: str

    @property
    def leads(self) -> bool:
        """They always are."""
        return True

    @property
    def is_short(self) -> bool:
        """Whether too many phones would have them."""
        return len(self.text) < LEAST_DIGITS

    @property
    def spellings(self) -> Sequence[str]:
        """As they were written; without the 0 that is dialled before an area: nobody keeps that
        one, while one in the middle of a phone belongs to it; and as a mobile is kept that was said
        otherwise."""
        said = said_variants(self.text)
        bare = self.text.lstrip("0")
        if LEAST_DIGITS <= len(bare) < len(self.text):
            said.append(bare)
        return said


Words = Sequence[Letters | Digits]


def words_of(text: str) -> Words:
    """What is looked for; raises Invalid if nothing of it can be.

    Numbers may be written with what people put between digits, and in groups.
    """
    words: list[Letters | Digits] = []
    for piece in text.split():
        digits = _PUNCTUATION.sub("", piece)
        last = words[-1] if words else None
        if not (digits.isascii() and digits.isdigit()):
            words.append(Letters(piece))
        elif isinstance(last, Digits) and _is_group(last.text, digits):
            words[-1] = Digits(last.text + digits)
        else:
            words.append(Digits(digits))
    if not any(word.leads for word in words) or any(_is_endless(word) for word in words):
        raise Invalid("Search for at least three letters, or a number.", code="search-too-short")
    return tuple(words)


def _is_group(before: str, after: str) -> bool:
    """Whether one of them is too short to be looked for by itself, or both are of one mobile."""
    is_short = min(len(before.lstrip("0")), len(after)) < LEAST_DIGITS
    return is_short or is_one_mobile(before, after)


def _is_endless(word: Letters | Digits) -> bool:
    return isinstance(word, Digits) and len(word.text) > MOST_DIGITS
