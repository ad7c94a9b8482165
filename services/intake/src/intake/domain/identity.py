"""Who a caller may be: what counts as a national id."""

from collections.abc import Iterable

# DNI 7 to 8 digits, CC 6 to 10, NIT 9 to 10, CUIT 11 with a check digit.
_SHORTEST, _LONGEST, _CUIT = 6, 10, 11
_CUIT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_SEPARATORS = (".", "-", " ", "/", "\t")


def national_id_of(text: str) -> str:
    """What was typed, without separators and leading zeros, so that it can be compared."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "")
    return text.lstrip("0")


def number_key(number: str) -> str:
    """A customer's number among national ids, which are digits alone."""
    return f"#{number}"


def numbers_among(keys: Iterable[str]) -> tuple[list[str], list[str]]:
    """The customers' numbers among these keys, and the others, which are national ids."""
    numbers, others = list[str](), list[str]()
    for key in keys:
        if key.startswith("#"):
            numbers.append(key[1:])
        else:
            others.append(key)
    return numbers, others


def is_national_id(digits: str | None) -> bool:
    """Whether this has the form of a national id; not whether we know its owner."""
    if not digits or not digits.isascii() or not digits.isdecimal():
        return False
    if len(digits) == _CUIT:
        return _has_cuit_check_digit(digits)
    return _SHORTEST <= len(digits) <= _LONGEST


def _has_cuit_check_digit(digits: str) -> bool:
    total = sum(int(d) * weight for d, weight in zip(digits, _CUIT_WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])
