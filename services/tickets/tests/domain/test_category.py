"""Who can choose what a ticket is about."""

from dataclasses import replace
from uuid import UUID

import pytest

from chassis.policies import Actor
from tickets.domain.category import Category, Kind, UnknownCategory, require_choosable
from tickets.domain.report import Channel, channel_of

SLOW = Category("slow", Kind.PROBLEM, "Lentitud")


def somebody(role: str) -> Actor:
    return Actor(UUID(int=1), "a", "A", role, frozenset(), frozenset(), None)


OPERATOR, CUSTOMER = somebody("operator"), somebody("customer")


@pytest.mark.parametrize(
    ("category", "area"),
    [(SLOW, "support"), (replace(SLOW, areas=("billing", "support")), "support")],
)
def test_a_category_is_chosen_in_its_areas_and_without_areas_in_all(
    category: Category, area: str
) -> None:
    """B32."""
    require_choosable(category, "slow", area, CUSTOMER)


@pytest.mark.parametrize(
    ("category", "person"),
    [
        (None, OPERATOR),
        (replace(SLOW, active=False), OPERATOR),
        (replace(SLOW, areas=("billing",)), OPERATOR),
        (replace(SLOW, for_customers=False), CUSTOMER),
    ],
    ids=["nobody made it", "switched off", "of another area", "not for customers"],
)
def test_what_cannot_be_chosen_does_not_exist(category: Category | None, person: Actor) -> None:
    """B15, B32, E24."""
    with pytest.raises(UnknownCategory) as refused:
        require_choosable(category, "slow", "support", person)
    assert refused.value.facts == {"category": "slow"}


@pytest.mark.parametrize("role", ["operator", "employee", "api-key"])
def test_what_is_not_for_customers_is_for_all_others(role: str) -> None:
    """E24."""
    require_choosable(replace(SLOW, for_customers=False), "slow", "support", somebody(role))


@pytest.mark.parametrize(
    ("role", "channel"),
    [
        ("customer", Channel.APP),
        ("employee", Channel.APP),
        ("operator", Channel.STAFF),
        ("supervisor", Channel.STAFF),
        ("api-key", Channel.API),
    ],
)
def test_who_opens_a_ticket_says_how_it_came(role: str, channel: Channel) -> None:
    """E38."""
    assert channel_of(somebody(role)) is channel
