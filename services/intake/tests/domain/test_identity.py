"""What counts as a national id, and which phones are the same."""

import pytest

from chassis.phones import phone_variants
from intake.domain.identity import is_national_id, national_id_of


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("30.111.222", "30111222"), ("07 654 321", "7654321"), ("20-30111222-3", "20301112223")],
)
def test_separators_and_leading_zeros_do_not_matter(typed: str, compared: str) -> None:
    assert national_id_of(typed) == compared


@pytest.mark.parametrize("digits", ["30111222", "7654321", "1020304050", "20123456786"])
def test_numbers_of_documents_are_valid(digits: str) -> None:
    """C03: DNI, CC and CUIT."""
    assert is_national_id(digits)


@pytest.mark.parametrize(
    "digits", [None, "", "123", "20123456780", "123456789012", "30111a22", "٣٠١١١٢٢٢"]
)
def test_other_texts_are_not(digits: str | None) -> None:
    assert not is_national_id(digits)


@pytest.mark.parametrize(
    ("phone", "others"),
    [
        ("+5493415550001", ["+543415550001"]),
        ("+543415550001", ["+5493415550001"]),
        ("+525555550001", ["+5215555550001"]),
        ("+5215555550001", ["+525555550001"]),
        ("+5511987654321", ["+551187654321"]),
        ("+551187654321", ["+5511987654321"]),
        ("+551132654321", []),
        ("+573001234567", []),
    ],
)
def test_a_mobile_is_the_same_with_and_without_its_mark(phone: str, others: list[str]) -> None:
    assert phone_variants(phone) == [phone, *others]
