"""How customers and accounts are found: every word of a query must begin a word of what is known
of them."""

import re
import unicodedata
from collections.abc import Iterable

from chassis.phones import said_variants
from directory.domain.customer import Customer

MOST_WORDS = 6

_MOBILE_OF_ARGENTINA = "549"
_PART = re.compile(r"[^\W_]+")
_PUNCTUATION = str.maketrans("", "", " .-/()+")


def folded(text: str) -> str:
    """Without accents and capitals, one space between words."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def search_text(customer: Customer) -> str:
    """What is searched; each word has a space before it."""
    known = (customer.name, customer.number, customer.national_id.digits)
    words = {*folded(" ".join(known)).split(), _digits(customer.number)}
    for phone in customer.phones:
        words.update(_phone_words(phone))
    return _spaced(words)


def account_text(login: str, name: str, email: str) -> str:
    """What is searched of an account, as `search_text`: log-ins and addresses by their parts."""
    return _spaced(set(_PART.findall(folded(f"{login} {name} {email}"))))


def account_words(query: str) -> list[str]:
    """The beginnings to look for; a query of signs alone finds nobody."""
    text = folded(query)
    return (_PART.findall(text) or text.split())[:MOST_WORDS]


def search_words(query: str) -> list[str]:
    """The beginnings to look for. A query of digits alone is one number, however it is spaced."""
    text = folded(query)
    if _digits(text):
        return [_digits(text)]
    return text.split()[:MOST_WORDS]


def customer_patterns(query: str) -> list[list[str]]:
    """SQL patterns over the search text; of each group one must fit. A phone may be said with what
    is dialled and not kept, also without its area."""
    number = _digits(folded(query))
    if not number:
        return [[each] for each in patterns(search_words(query))]
    said = [f"%{each}%" for each in said_variants(number)[1:]]
    return [[*patterns({number, number.lstrip("0") or number}), *said]]


def patterns(words: Iterable[str]) -> list[str]:
    """The words as SQL patterns over the search text."""
    return [f"% {_escaped(word)}%" for word in words]


def _spaced(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in sorted(words) if word)


def _digits(text: str) -> str:
    """The digits of a text of digits and punctuation; empty for any other text."""
    digits = text.translate(_PUNCTUATION)
    return digits if digits.isascii() and digits.isdecimal() else ""


def _phone_words(phone: str) -> set[str]:
    digits = phone.removeprefix("+")
    # People leave out the country, whose code has one to three digits.
    words = {digits, digits[1:], digits[2:], digits[3:]}
    # People and exchanges leave out the 9 that marks a mobile phone of Argentina.
    if digits.startswith(_MOBILE_OF_ARGENTINA):
        words.add("54" + digits[3:])
    return words


def _escaped(word: str) -> str:
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
