import pytest

from directory.domain.customer import Customer
from directory.domain.national_id import NationalId
from directory.domain.search import (
    MOST_WORDS,
    account_text,
    account_words,
    folded,
    patterns,
    search_text,
    search_words,
)

EVA = Customer(
    number="C-000123",
    name="Eva Núñez  de Peña",
    kind="person",
    national_id=NationalId("DNI", "27888999"),
    phones=("+5493514123456", "+576012345678"),
    emails=(),
    language="es",
    contracts=(),
)


def finds(query: str) -> bool:
    text = search_text(EVA)
    return all(f" {word}" in text for word in search_words(query))


@pytest.mark.parametrize(
    "query",
    [
        "", "eva", "NUNEZ", "núñ", "pen ev", "c-000", "27.888", "27888999",
        "+54 9 351 412-3456", "351 412 3456", "9351412", "543514123456",
        "+57 601 234 5678", "601234",
    ],
)  # fmt: skip
def test_the_beginning_of_any_word_finds_a_customer(query: str) -> None:
    assert finds(query)


@pytest.mark.parametrize("query", ["unez", "eva maria", "888999", "4123456", "%", "e_a"])
def test_anything_else_does_not(query: str) -> None:
    assert not finds(query)


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("", True), ("NUÑEZ", True), ("núñ eva", True), ("eva.nu", True), ("nunez@exam", True),
        ("example.com", True), ("maria", True), ("unez", False), ("pedro", False), ("%", False),
        ("_", False), ("@", False),
    ],
)  # fmt: skip
def test_an_account_is_found_by_parts_of_its_login_name_and_address(
    query: str, finds: bool
) -> None:
    text = account_text("eva.nunez", "Eva-María Núñez", "enunez@example.com")
    assert all(f" {word}" in text for word in account_words(query)) is finds
    assert len(account_words("a b c d e f g h")) == MOST_WORDS


def test_signs_with_a_meaning_in_patterns_lose_it() -> None:
    assert patterns(["50%_\\"]) == ["% 50\\%\\_\\\\%"]


def test_folding_removes_accents_capitals_and_extra_spaces() -> None:
    assert folded("  ÑANDÚ   Über ") == "nandu uber"


def test_a_long_query_is_cut() -> None:
    assert len(search_words("a b c d e f g h")) == MOST_WORDS
