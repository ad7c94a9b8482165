"""Phones as exchanges write them, made comparable."""

import re
from functools import lru_cache

import phonenumbers

_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_SCHEME = re.compile(r"^(sips?|tel):", re.IGNORECASE)
_NO_DIGITS = re.compile(r"[^0-9+]")
_LONGEST = 20

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
            try:
                parsed = phonenumbers.parse(number, country)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(parsed):
                return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        digits = _NO_DIGITS.sub("", number)[:_LONGEST]
        return digits if digits.strip("+") else None


def _address(text: str) -> str:
    """The number or word in a SIP or telephone address."""
    return _SCHEME.sub("", text.strip()).split("@")[0]


def is_anonymous(text: str) -> bool:
    """Whether this stands for a number that is not shown."""
    return _address(text).lower() in _ANONYMOUS


def names_a_phone(text: str | None) -> bool:
    """Whether a caller can be called back at this, or does not want to be."""
    if not text:
        return False
    return text[-1].isdigit() or any(c.isdigit() for c in text) or is_anonymous(text)
