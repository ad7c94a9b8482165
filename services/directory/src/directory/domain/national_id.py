"""The numbers by which states know people and companies, checked as far as they check themselves.

Argentina: DNI (persons), CUIT (who pays taxes). Colombia: CC (persons), NIT (who pays taxes).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["DNI", "CUIT", "CC", "NIT"]

_CUIT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_NIT_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43)
_CUIT_DIGITS = 11
_SEPARATORS = str.maketrans("", "", " .-/")


class WrongNationalId(ValueError):
    """It cannot be anybody's number; the message says why."""


@dataclass(frozen=True)
class NationalId:
    """A number that was checked: only digits, check digit included."""

    kind: Kind
    digits: str


def national_id(kind: Kind, text: str) -> NationalId:
    """The number in a text as people write it; raises WrongNationalId."""
    digits = text.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdecimal()):
        raise WrongNationalId("has other signs than digits, dots, dashes and spaces")
    _CHECKS[kind](digits)
    return NationalId(kind, digits)


def _check_length(fewest: int, most: int) -> Callable[[str], None]:
    def check(digits: str) -> None:
        if not fewest <= len(digits) <= most:
            raise WrongNationalId(f"has {len(digits)} digits instead of {fewest} to {most}")

    return check


def _check_cuit(digits: str) -> None:
    _check_length(_CUIT_DIGITS, _CUIT_DIGITS)(digits)
    total = sum(int(d) * w for d, w in zip(digits, _CUIT_WEIGHTS, strict=False))
    # A remainder of 1 would need the digit 10: such numbers are not given out.
    if (11 - total % 11) % 11 != int(digits[-1]):
        raise WrongNationalId("its check digit is wrong")


def _check_nit(digits: str) -> None:
    _check_length(7, 11)(digits)
    body = reversed(digits[:-1])
    remainder = sum(int(d) * w for d, w in zip(body, _NIT_WEIGHTS, strict=False)) % 11
    expected = remainder if remainder < 2 else 11 - remainder  # noqa: PLR2004 - the rule itself
    if expected != int(digits[-1]):
        raise WrongNationalId("its check digit is wrong")


_CHECKS: Mapping[Kind, Callable[[str], None]] = {
    "DNI": _check_length(7, 8),
    "CUIT": _check_cuit,
    "CC": _check_length(5, 10),
    "NIT": _check_nit,
}
