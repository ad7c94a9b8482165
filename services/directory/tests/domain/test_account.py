from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from directory.domain.account import (
    Account,
    Changes,
    CustomerNotExpected,
    CustomerRequired,
    as_login,
)
from directory.domain.roles import Role


def an_account(role: Role = Role.OPERATOR, customer_id: UUID | None = None) -> Account:
    return Account(
        id=uuid4(),
        login="ana",
        name="Ana Gómez",
        email="ana@example.com",
        role=role,
        areas=("support",),
        active=True,
        customer_id=customer_id,
        version=1,
    )


def test_a_change_is_the_next_version() -> None:
    before = an_account()

    after = before.changed(Changes(name="Ana María Gómez", areas=["b", "a", "b"]))

    assert after == replace(before, name="Ana María Gómez", areas=("a", "b"), version=2)


def test_a_change_to_what_is_already_so_is_no_change() -> None:
    before = an_account()

    assert before.changed(Changes(name=before.name, active=True, areas=["support"])) is before


def test_areas_and_activity_can_be_taken_away() -> None:
    after = an_account().changed(Changes(areas=[], active=False))

    assert (after.areas, after.active) == ((), False)


def test_a_customers_account_belongs_to_a_customer() -> None:
    with pytest.raises(CustomerRequired):
        an_account().changed(Changes(role=Role.CUSTOMER))
    with pytest.raises(CustomerNotExpected):
        an_account().changed(Changes(customer_id=uuid4()))


def test_who_is_no_customer_any_more_belongs_to_none() -> None:
    before = an_account(Role.CUSTOMER, uuid4())

    assert before.changed(Changes(name="Eva")).customer_id == before.customer_id
    assert before.changed(Changes(role=Role.EMPLOYEE)).customer_id is None


def test_capitals_in_a_login_do_not_matter() -> None:
    assert as_login(" Ana.Gomez ") == "ana.gomez"
