"""Who gets in touch: customers, the same one again, and people nobody knows."""

from dataclasses import dataclass
from functools import lru_cache

from local_stack.demo.data import identity, names, phones
from local_stack.demo.data.chance import chance
from local_stack.demo.data.customers import Customer, customers
from local_stack.demo.data.places import CITIES, Country

_COMES_BACK = 0.12
_HOW_LONG_AGO = 15


@dataclass(frozen=True)
class Stranger:
    """Somebody who is no customer, or not yet."""

    name: str
    country: Country
    national_id: str
    phone: phones.Phone


def customer_of_contact(number: int, count: int) -> Customer:
    """The customer behind a contact; some come back within the day."""
    random = chance("who", number)
    if number > 1 and random.random() < _COMES_BACK:
        earlier = random.randrange(max(1, number - _HOW_LONG_AGO), number)
        return customer_of_contact(earlier, count)
    return customers(count)[random.randrange(count)]


def stranger_of_contact(number: int, count: int) -> Stranger:
    """Somebody whose id and phone belong to none of the customers."""
    random = chance("stranger", number)
    ids, numbers = _known(count)
    while True:
        city = random.choice(CITIES)
        national_id = identity.of_person(city.country, random)
        phone = phones.mobile(city, random)
        if national_id.digits not in ids and phone.e164 not in numbers:
            name = names.person(city.country, random)
            return Stranger(name, city.country, national_id.digits, phone)


@lru_cache(maxsize=4)
def _known(count: int) -> tuple[frozenset[str], frozenset[str]]:
    """National ids and phones of all customers."""
    known = customers(count)
    ids = frozenset(customer.national_id.digits for customer in known)
    return ids, frozenset(phone.e164 for customer in known for phone in customer.phones)
