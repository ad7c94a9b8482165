"""Finding contacts by what people remember: pieces of a name, a phone, an id, or a number.

PostgreSQL uses no index for such a question on a table whose rows are held back: it does not trust
the comparison to keep what it reads to itself. `contact_search` holds no texts, only numbers made
of three letters or four digits each; it leads to contacts, and the comparison is made there, on
rows that are seen.
"""

import re
from dataclasses import dataclass
from typing import Any

from chassis.database import Driver
from chassis.errors import Invalid
from chassis.scope import placed

# With more the word is so common that a walk through the list in its order soon has a page.
MOST_FOUND = 10_000

_SEPARATORS = re.compile(r"[\s().,/+-]+")
_LEAST_LETTERS, _LEAST_DIGITS, _MOST_DIGITS = 3, 4, 18

_NAMES = "searchable(concat_ws(' ', name, customer_name, email, edited_email))"
_DIGITS = "concat_ws(' ', phone, edited_phone, national_id)"


@dataclass(frozen=True)
class Word:
    """One of the words; digits are also the whole number of a contact or its ticket."""

    text: str

    @property
    def is_number(self) -> bool:
        return self.text.isascii() and self.text.isdigit() and len(self.text) <= _MOST_DIGITS

    @property
    def leads(self) -> bool:
        """Whether it is long enough to be looked up."""
        return self.is_number or len(self.text) >= _LEAST_LETTERS

    def condition(self, values: list[Any]) -> str:
        """That a contact has it, compared letter by letter."""
        text = placed(values, _literally(self.text))
        if not self.is_number:
            return f"{_NAMES} like '%' || searchable({text}::text) || '%'"
        number = placed(values, int(self.text))
        return (
            f"({_DIGITS} like '%' || {text}::text || '%' "
            f"or number = {number}::bigint or ticket_number = {number}::bigint)"
        )

    def lookup(self, values: list[Any]) -> str:
        """That `contact_search` may lead to it."""
        text = placed(values, self.text)
        if not self.is_number:
            return f"grams @> letter_grams({text}::text)"
        exact = f"grams @> array[number_gram({placed(values, int(self.text))}::bigint)]"
        if len(self.text) < _LEAST_DIGITS:
            return exact
        return f"(grams @> digit_grams({text}::text) or {exact})"


def words_of(text: str) -> list[Word]:
    """What is looked for; raises Invalid if nothing of it can be."""
    # Nobody keeps the 0 that is dialled before an area.
    pieces = [piece.lstrip("0") or piece for piece in _SEPARATORS.split(text) if piece]
    words = [Word(piece) for piece in pieces]
    if not any(word.leads for word in words):
        raise Invalid("Search for at least three letters, or a number.", code="search-too-short")
    return words


def text_conditions(text: str, values: list[Any]) -> list[str]:
    """Every word must be found somewhere."""
    return [word.condition(values) for word in words_of(text)]


async def found(connection: Driver, text: str) -> list[Any] | None:
    """The ids of contacts that may have all words; None where they are too many."""
    values: list[Any] = []
    lookups = " and ".join(word.lookup(values) for word in words_of(text) if word.leads)
    query = f"select contact_id from contact_search where {lookups} limit {MOST_FOUND + 1}"  # noqa: S608 - our own words; values are parameters
    ids = [row["contact_id"] for row in await connection.fetch(query, *values)]
    return ids if len(ids) <= MOST_FOUND else None


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
