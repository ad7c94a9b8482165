"""Which address an order gets, and what fills which gap."""

from uuid import UUID, uuid4

import pytest

from chassis.errors import Invalid
from orders.domain.customer import Contract, Customer, KnownCustomer, KnownTicket, customer_of

HERE, THERE = UUID(int=1), UUID(int=2)


def a_customer(*contracts: Contract) -> KnownCustomer:
    return KnownCustomer(uuid4(), "CL-1", "Ana", "27888999", ("+54351", "+54352"), contracts)


def a_ticket(city: str | None = None, phone: str | None = None) -> KnownTicket:
    return KnownTicket(uuid4(), 7, "active", city=city, customer_phone=phone)


def test_of_several_contracts_the_one_in_the_tickets_city_counts() -> None:
    """A06"""
    known = a_customer(Contract(HERE, "Calle 1", "Córdoba"), Contract(THERE, "Calle 2", "Rosario"))

    assert customer_of(a_ticket("rosario"), known).address == "Calle 2"
    assert customer_of(a_ticket(), known).address == "Calle 1"


def test_a_contract_that_ended_is_the_last_choice() -> None:
    ended = Contract(HERE, "Calle 1", "Córdoba", ended=True)
    known = a_customer(ended, Contract(THERE, "Calle 2", "Rosario"))

    assert customer_of(a_ticket("Córdoba"), known).address == "Calle 2"
    assert customer_of(a_ticket("Córdoba"), a_customer(ended)).address == "Calle 1"


def test_a_contract_can_be_chosen_but_only_of_this_customer() -> None:
    known = a_customer(Contract(HERE, "Calle 1", "Córdoba"))

    assert customer_of(a_ticket(), known, HERE).address == "Calle 1"
    with pytest.raises(Invalid) as refusal:
        customer_of(a_ticket(), known, THERE)
    assert refusal.value.code == "unknown-contract"
    with pytest.raises(Invalid):
        customer_of(a_ticket(), None, HERE)


def test_the_phone_somebody_called_from_is_better_than_the_one_on_file() -> None:
    """A07"""
    assert customer_of(a_ticket(phone="+5499"), a_customer()).phone == "+5499"
    assert customer_of(a_ticket(), a_customer()).phone == "+54351"


def test_gaps_are_filled_and_what_is_known_stays() -> None:
    known = Customer(name="Ana G.", city="Salta")

    filled = known.completed_by(
        Customer(id=HERE, name="Ana Gómez", phone="+54351", address="Calle 1", city="Córdoba")
    )

    assert filled == Customer(
        id=HERE, name="Ana G.", phone="+54351", address="Calle 1", city="Córdoba"
    )


def test_another_customers_data_fill_nothing() -> None:
    known = Customer(id=HERE, name="Ana")

    assert known.completed_by(Customer(id=THERE, phone="+54351")) == known
