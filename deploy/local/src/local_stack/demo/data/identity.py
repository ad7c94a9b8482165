"""National ids that pass every check: DNI and CUIT in Argentina, CC and NIT in Colombia."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from local_stack.demo.data.places import Country

Kind = Literal["DNI", "CUIT", "CC", "NIT"]

_CUIT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_NIT_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43)
_NO_DIGIT = 10
_OWN_REMAINDERS = (0, 1)


@dataclass(frozen=True)
class NationalId:
    """A number with its check digit, and how people write it."""

    kind: Kind
    digits: str
    written: str


def of_person(country: Country, random: Random) -> NationalId:
    """DNI or CC. Colombians got ten digits in 2003, older ones have eight."""
    if country == "AR":
        return dni(random.randrange(5_000_000, 48_000_000))
    old = random.random() < 0.5  # noqa: PLR2004 - heads or tails
    number = (
        random.randrange(15_000_000, 99_000_000)
        if old
        else random.randrange(1_000_000_000, 1_199_000_000)
    )
    return NationalId("CC", str(number), _dotted(number))


def of_company(country: Country, random: Random) -> NationalId:
    """CUIT or NIT."""
    if country == "AR":
        return cuit(random.choice((30, 33)), random.randrange(50_000_000, 72_000_000))
    return nit(random.randrange(800_000_000, 902_000_000))


def dni(number: int) -> NationalId:
    """Eight digits, or seven for the oldest."""
    return NationalId("DNI", str(number), _dotted(number))


def cuit(prefix: int, number: int) -> NationalId:
    """The next number from this one on that has a check digit: one in eleven has none."""
    body = f"{prefix}{number:08}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _CUIT_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    if check == _NO_DIGIT:
        return cuit(prefix, number + 1)
    return NationalId("CUIT", f"{body}{check}", f"{prefix}-{number:08}-{check}")


def nit(number: int) -> NationalId:
    """Nine digits and the check digit."""
    pairs = zip(reversed(str(number)), _NIT_WEIGHTS, strict=False)
    remainder = sum(int(digit) * weight for digit, weight in pairs) % 11
    check = remainder if remainder in _OWN_REMAINDERS else 11 - remainder
    return NationalId("NIT", f"{number}{check}", f"{_dotted(number)}-{check}")


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
