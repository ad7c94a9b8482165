"""Telephone numbers as people write them, as the one way in which they are kept."""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

# How mobiles of Mexico were written until 2019, and of Brazil before they got their ninth digit.
_OLD_MOBILES = (
    (re.compile(r"1(\d{10})"), 52, r"\1"),
    (re.compile(r"(\d\d)([6-9]\d{7})"), 55, r"\g<1>9\2"),
)


class WrongPhone(ValueError):
    """It is nobody's number."""


# What is read is often read again at once: to check a message, then to keep it.
@lru_cache(maxsize=10_000)
def e164(text: str, country: str) -> str:
    """`0351 15 412-3456` in AR is `+5493514123456`; raises WrongPhone."""
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        raise WrongPhone(f"is not a phone number in {country}") from error
    _modernise(number)
    if not phonenumbers.is_valid_number(number):
        raise WrongPhone(f"is not a phone number in {country}")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _modernise(number: phonenumbers.PhoneNumber) -> None:
    for pattern, country, now in _OLD_MOBILES:
        match = pattern.fullmatch(str(number.national_number))
        if match and number.country_code == country:
            number.national_number = int(match.expand(now))
