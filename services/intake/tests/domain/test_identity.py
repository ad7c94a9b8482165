"""What counts as a national id, and which phones are the same."""

import pytest

from chassis.phones import is_one_mobile, phone_variants, said_variants
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


@pytest.mark.parametrize(
    ("said", "meant", "whole"),
    [
        ("0341155551234", ["3415551234"], True),
        ("341155551234", ["3415551234"], True),
        ("54341155551234", ["3415551234"], True),
        ("01115456789", ["11456789"], False),
        ("011154567890", ["114567890"], False),
        ("0111545678901", ["1145678901"], True),
        ("0296615412345", ["2966412345"], True),
        ("155551234", ["5551234"], True),
        ("5493415551234", ["3415551234"], True),
        ("543415551234", ["3415551234"], True),
        ("3415551234", [], False),
        ("034115555", ["341555"], False),
        ("30111222", [], False),
        ("1555", [], False),
    ],
)
def test_a_mobile_may_be_said_with_what_is_dialled(
    said: str, meant: list[str], *, whole: bool
) -> None:
    """R08: in Argentina a 15 that is not kept."""
    assert said_variants(said) == [said, *meant]
    assert is_one_mobile(said[:-4], said[-4:]) is whole


def test_what_follows_the_15_belongs_to_it() -> None:
    assert is_one_mobile("034115", "5551")
    assert not is_one_mobile("0341", "5551")
