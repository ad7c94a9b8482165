"""Who a caller may be: what counts as a national id, and which phones are one and the same."""

import re

# DNI 7 to 8 digits, CC 6 to 10, NIT 9 to 10, CUIT 11 with a check digit.
_SHORTEST, _LONGEST, _CUIT = 6, 10, 11
_CUIT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_SEPARATORS = (".", "-", " ", "/", "\t")

# The same mobile in two ways. In Argentina with the mark for callers from abroad and without it; in
# Mexico as it was until 2019 and is now; in Brazil before and since mobiles got their ninth digit.
_SAME_MOBILE = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"\+549(\d+)", r"+54\1"),
        (r"\+54([1-8]\d+)", r"+549\1"),
        (r"\+521(\d{10})", r"+52\1"),
        (r"\+52([2-9]\d{9})", r"+521\1"),
        (r"\+55(\d\d)9([6-9]\d{7})", r"+55\1\2"),
        (r"\+55(\d\d)([6-9]\d{7})", r"+55\g<1>9\2"),
    )
)


def national_id_of(text: str) -> str:
    """What was typed, without separators and leading zeros, so that it can be compared."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "")
    return text.lstrip("0")


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


def phone_variants(phone: str) -> list[str]:
    """The same E.164 number in every way people store it; the given one first."""
    for one, other in _SAME_MOBILE:
        if match := one.fullmatch(phone):
            return [phone, match.expand(other)]
    return [phone]
