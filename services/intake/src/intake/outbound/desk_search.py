"""Finding contacts by pieces of their texts.

PostgreSQL uses no index for such a question on a table whose rows are held back: it does not trust
the comparison to keep what it reads to itself. `contact_search` holds no texts, only numbers made
of three letters or four digits each; it leads to contacts, and the comparison is made there, on
rows that are seen.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from chassis.database import Driver
from chassis.scope import placed
from intake.application.desk_words import Digits, Letters, Words
from intake.outbound.search_numbers import of_digits, of_letters, of_number

# With more the words are so common that a walk through the list in its order soon has a page.
MOST_FOUND = 10_000

_NAMES = "concat_ws(' ', name, customer_name, email, edited_email, observations)"
_DIGITS = "concat_ws(' ', phone, edited_phone, national_id, observations)"
_CUSTOMERS = """
concat_ws(' ', customer_number,
  (select c.number from customer c where c.customer_id = contact.customer_id))
"""


def word_conditions(words: Words, values: list[Any]) -> list[str]:
    """That a contact has every word somewhere, compared letter by letter."""
    return [_has(word, values) for word in words]


async def found(connection: Driver, words: Words) -> list[UUID] | None:
    """The ids of contacts that may have all words; None where they are too many."""
    values: list[Any] = []
    lookups = " and ".join(_leads_to(word, values) for word in words if word.leads)
    query = f"select contact_id from contact_search where {lookups} limit {MOST_FOUND + 1}"  # noqa: S608 - our own words; values are parameters
    ids = [row["contact_id"] for row in await connection.fetch(query, *values)]
    return ids if len(ids) <= MOST_FOUND else None


def _has(word: Letters | Digits, values: list[Any]) -> str:
    if isinstance(word, Letters):
        like = f"like '%' || searchable({placed(values, _literally(word.text))}::text) || '%'"
        in_names = f"searchable({_NAMES}) {like}"
        # Customers' numbers have digits, and are looked up for each row.
        has_digits = any(letter.isdigit() for letter in word.text)
        return f"({in_names} or searchable({_CUSTOMERS}) {like})" if has_digits else in_names
    number = placed(values, int(word.text))
    whole = f"number = {number}::bigint or ticket_number = {number}::bigint"
    if word.is_short:
        return f"({whole})"
    pieces = [f"like '%' || {placed(values, each)}::text || '%'" for each in word.spellings]
    held = [f"{text} {piece}" for text in (_DIGITS, _CUSTOMERS) for piece in pieces]
    return f"({' or '.join(held)} or {whole})"


def _leads_to(word: Letters | Digits, values: list[Any]) -> str:
    if isinstance(word, Letters):
        return _has_all(of_letters(word.text), values)
    whole = _has_all({of_number(int(word.text))}, values)
    if word.is_short:
        return whole
    pieces = [_has_all(of_digits(each), values) for each in word.spellings]
    return f"({' or '.join(pieces)} or {whole})"


def _has_all(numbers: Collection[int], values: list[Any]) -> str:
    return f"grams @> {placed(values, sorted(numbers))}::int[]"


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
