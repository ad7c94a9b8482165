"""Telephone numbers as people write them, as the one way in which they are kept."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


class WrongPhone(ValueError):
    """It is nobody's number."""


def e164(text: str, country: str) -> str:
    """`0351 15 412-3456` in AR is `+5493514123456`; raises WrongPhone."""
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        raise WrongPhone(f"is not a phone number in {country}") from error
    if not phonenumbers.is_valid_number(number):
        raise WrongPhone(f"is not a phone number in {country}")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
