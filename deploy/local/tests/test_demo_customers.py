"""The made-up provider: the same everywhere, and valid by the rules of both countries."""

import hashlib
import json
from collections import Counter

import phonenumbers
import pytest

from local_stack.demo import CUSTOMERS
from local_stack.demo.data import identity
from local_stack.demo.data.accounts import accounts
from local_stack.demo.data.chance import chance
from local_stack.demo.data.customers import Customer, customers
from local_stack.demo.data.places import CITIES

EVERYBODY = customers(CUSTOMERS)

# A change of this changes everybody: every installation would load its customers again.
DIGEST = "c525bb88dfffd75406d73d174e1b4d85d83b06a5a7496a71a6f0e53bd4bd1306"


def test_they_are_the_same_on_every_machine() -> None:
    lines = [json.dumps(customer.as_line(), ensure_ascii=False) for customer in EVERYBODY]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == DIGEST


def test_fewer_are_the_first_of_more() -> None:
    assert customers(200) == EVERYBODY[:200]


def test_nobody_shares_a_number_an_id_a_phone_or_an_address() -> None:
    phones = [phone.e164 for customer in EVERYBODY for phone in customer.phones]
    emails = [email for customer in EVERYBODY for email in customer.emails]
    for known in (
        [customer.number for customer in EVERYBODY],
        [customer.national_id.digits for customer in EVERYBODY],
        phones,
        emails,
    ):
        assert len(set(known)) == len(known)


def test_phones_exist_and_are_what_was_written() -> None:
    for customer in EVERYBODY:
        for phone in customer.phones:
            number = phonenumbers.parse(phone.written, customer.country)
            assert phonenumbers.is_valid_number(number), phone
            told = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            assert told == phone.e164


def test_both_kinds_of_phones_are_there() -> None:
    kinds = Counter(
        phonenumbers.number_type(phonenumbers.parse(phone.e164))
        for customer in EVERYBODY
        for phone in customer.phones
    )
    kind = phonenumbers.PhoneNumberType
    assert set(kinds) == {kind.MOBILE, kind.FIXED_LINE}


@pytest.mark.parametrize(
    ("made", "digits", "written"),
    [
        (identity.cuit(30, 50001091), "30500010912", "30-50001091-2"),
        (identity.cuit(33, 69345023), "33693450239", "33-69345023-9"),
        (identity.nit(860002964), "8600029644", "860.002.964-4"),
        (identity.nit(890903938), "8909039388", "890.903.938-8"),
        (identity.dni(13526493), "13526493", "13.526.493"),
    ],
)
def test_check_digits_are_those_of_known_institutions(
    made: identity.NationalId, digits: str, written: str
) -> None:
    assert (made.digits, made.written) == (digits, written)


def test_a_cuit_without_a_check_digit_is_passed_over() -> None:
    random = chance("cuit")
    for _ in range(500):
        made = identity.cuit(30, random.randrange(50_000_000, 72_000_000))
        assert len(made.digits) == 11


def test_ids_fit_the_kind_of_customer_and_the_country() -> None:
    kinds = {(c.country, c.kind): c.national_id.kind for c in EVERYBODY}
    assert kinds == {
        ("AR", "person"): "DNI",
        ("AR", "company"): "CUIT",
        ("CO", "person"): "CC",
        ("CO", "company"): "NIT",
    }


def test_services_are_in_eight_cities_and_near_their_centres() -> None:
    cities = {city.name: city for city in CITIES}
    seen = Counter(c.place.city for customer in EVERYBODY for c in customer.contracts)
    assert set(seen) == set(cities)
    assert len(cities) == 8
    for customer in EVERYBODY:
        for contract in customer.contracts:
            city = cities[contract.place.city]
            assert abs(contract.place.latitude - city.latitude) < 0.04
            assert abs(contract.place.longitude - city.longitude) < 0.04
            assert contract.place.node.startswith(city.code)


def test_some_have_services_in_two_cities_of_one_country() -> None:
    countries = {city.name: city.country for city in CITIES}
    in_two = [customer for customer in EVERYBODY if len(customer.cities) == 2]
    assert 0.02 < len(in_two) / len(EVERYBODY) < 0.08
    for customer in in_two:
        assert {countries[city] for city in customer.cities} == {customer.country}


def test_some_have_no_email_and_some_services_have_ended() -> None:
    def share(of: list[Customer]) -> float:
        return len(of) / len(EVERYBODY)

    assert 0.05 < share([c for c in EVERYBODY if not c.emails]) < 0.2
    ended = [c for c in EVERYBODY if any(s.state == "ended" for s in c.contracts)]
    assert 0.02 < share(ended) < 0.1


def test_no_letter_can_ever_reach_anybody() -> None:
    """RFC 2606 keeps the domain from existing."""
    assert all(email.endswith(".example") for c in EVERYBODY for email in c.emails)
    assert all(account.email.endswith(".example") for account in accounts())


def test_thirty_accounts_have_all_roles_but_the_administrator_s() -> None:
    everybody = accounts()
    assert len(everybody) == len({account.login for account in everybody}) == 30
    assert Counter(account.role for account in everybody) == {
        "operator": 10, "technician": 8, "customer": 5, "employee": 4, "supervisor": 3,
    }  # fmt: skip
    assert {account.area for account in everybody} == {"support", "technical", "billing", None}
    numbers = {customer.number for customer in customers(200)}
    for account in everybody:
        assert (account.customer_number in numbers) == (account.role == "customer")
