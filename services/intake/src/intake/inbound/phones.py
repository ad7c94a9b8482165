"""Phones as exchanges write them, made comparable."""

import re
from functools import lru_cache

import phonenumbers

from chassis.phones import phone_variants

# Without those of Argentina that are written with what is dialled inside the country: a 0, or a 15
# after the area.
_E164 = re.compile(r"\+(?!540|54[0-9]{12})[1-9][0-9]{7,14}")
_SCHEME = re.compile(r"^(sips?|tel):", re.IGNORECASE)
_NO_DIGITS = re.compile(r"[^0-9+]")
_LONGEST = 20
# A number with its country's code has at least as many digits; fewer may be anybody's.
_SHORTEST_WITH_COUNTRY = 11

# What exchanges say of callers who hide their number.
_ANONYMOUS = frozenset(
    {
        "anonymous", "anonimo", "anónimo", "unknown", "desconocido", "private", "privado",
        "restricted", "restringido", "unavailable", "withheld", "blocked",
    }
)  # fmt: skip


class Phones:
    """Reads numbers of these countries (ISO codes, the first that fits) and of any written
    with its country's code."""

    def __init__(self, countries: tuple[str, ...]) -> None:
        self._countries = countries
        # The same customers call again and again; a parse costs more than all else of a report.
        self._parse = lru_cache(maxsize=50_000)(self._parse_slowly)

    def read(self, text: str | None) -> str | None:
        """E.164; else the digits alone; None where there are none, or the number is hidden."""
        if text is None or _E164.fullmatch(text):
            return text
        return self._parse(text)

    def _parse_slowly(self, text: str) -> str | None:
        if is_anonymous(text):
            return None
        number = _address(text)
        for country in self._countries:
            if read := _e164(number, country):
                return read
        digits = _NO_DIGITS.sub("", number)[:_LONGEST]
        return _with_country(digits) or digits if digits.strip("+") else None


def _e164(number: str, country: str | None = None) -> str | None:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _with_country(digits: str) -> str | None:
    """Exchanges leave out the plus. What was a number once, as `phone_variants` knows, is one."""
    number = f"+{digits}"
    if len(digits) < _SHORTEST_WITH_COUNTRY or not _E164.fullmatch(number):
        return None
    return number if any(_e164(variant) for variant in phone_variants(number)) else None


def _address(text: str) -> str:
    """The number or word in a SIP or telephone address; some write it in angle brackets, with a
    name before it or without."""
    inside = text.strip().rpartition("<")[2].partition(">")[0]
    return _SCHEME.sub("", inside).split("@")[0]


def is_anonymous(text: str) -> bool:
    """Whether this stands for a number that is not shown."""
    return _address(text).lower() in _ANONYMOUS


def names_a_phone(text: str | None) -> bool:
    """Whether a caller can be called back at this, or does not want to be."""
    if not text:
        return False
    return text[-1].isdigit() or any(c.isdigit() for c in text) or is_anonymous(text)
