"""Texts with places."""

import pytest

from intake.domain.canned import UnknownVariable, check_text, filled


@pytest.mark.parametrize("text", ["{{" + " " * 100_000, "{{ x" * 30_000, "{{" * 50_000])
def test_a_place_without_an_end_is_refused_however_long_it_is(text: str) -> None:
    """Looking for it must not take the square of its length, or more: this would not end."""
    with pytest.raises(UnknownVariable):
        check_text(text)


@pytest.mark.parametrize("place", ["{{customer.name}}", "{{  customer.name\n}}"])
def test_blanks_around_a_name_do_not_count(place: str) -> None:
    check_text(place)

    assert filled(f"Hola {place}.", {"customer.name": "Ana"}) == "Hola Ana."
