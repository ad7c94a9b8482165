"""Phones as exchanges write them."""

import pytest

from intake.inbound.phones import Phones, names_a_phone

PHONES = Phones(("AR", "CO"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("+543415550001", "+543415550001"),
        ("0341 15 555-0001", "+5493415550001"),
        ("3415550001", "+543415550001"),
        ("0341 555-1234", "+543415551234"),
        ("341 5551234", "+543415551234"),
        ("0341 15 555-1234", "+5493415551234"),
        ("341 15 5551234", "+5493415551234"),
        ("+54 341 15 555-1234", "+5493415551234"),
        ("+54341155551234", "+5493415551234"),
        ("+5403415551234", "+543415551234"),
        ("5493415551234", "+5493415551234"),
        ("02966 15 41-2345", "+5492966412345"),
        ("(011) 15 2345-6789", "+5491123456789"),
        ("525555550001", "+525555550001"),
        ("5215555550001", "+5215555550001"),
        ("5511987654321", "+5511987654321"),
        ("551187654321", "+551187654321"),
        ("123456789012345", "123456789012345"),
        ("00543415550001", "+543415550001"),
        ("sip:+543415550001@pbx.example", "+543415550001"),
        ("300 123 4567", "+573001234567"),
        ("201", "201"),
        ("Recepción 201", "201"),
        ('"Juan" <sip:+543415550001@pbx.example>', "+543415550001"),
        ("anonymous", None),
        ("<unknown>", None),
        ("sip:Anonymous@anonymous.invalid", None),
        ("Juan", None),
        ("", None),
        (None, None),
        ("9" * 300, "9" * 20),
    ],
)
def test_reading(written: str | None, read: str | None) -> None:
    assert PHONES.read(written) == read


@pytest.mark.parametrize(
    ("text", "named"),
    [("201", True), ("anonymous", True), ("Juan", False), ("", False), (None, False)],
)
def test_a_caller_is_a_number_or_hides_it(text: str | None, named: bool) -> None:
    assert names_a_phone(text) is named
