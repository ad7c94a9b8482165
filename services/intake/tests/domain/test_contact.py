"""The rules of a contact."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from intake.domain.claim import Claim, Operator
from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.events import ContactLinked, ContactReceived, ContactStateChanged
from intake.domain.facts import Facts
from intake.domain.handing_over import Giver, give_back
from intake.domain.words import Channel, Screen, State

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
ANA, BETO = Operator(uuid4(), "Ana"), Operator(uuid4(), "Beto")

RINGING = Facts(started_at=NOON, phone="+543415550001")
ANSWERED = Facts(answered_at=LATER, answered_by="201")


def hung_up(cause: str | None = None) -> Facts:
    return Facts(hung_up_at=LATER + timedelta(minutes=1), cause=cause)


def a_customer(**fields: Any) -> Customer:
    known: dict[str, Any] = {
        "id": uuid4(),
        "number": "C-1",
        "name": "Carla",
        "national_id": "30111222",
        "phones": ("+549341",),
        "emails": ("c@example.com",),
        "cities": ("Rosario",),
    }
    return Customer(**{**known, **fields})


def a_contact(
    *facts: Facts, channel: Channel = Channel.CALL, customers: dict[str, Customer] | None = None
) -> Contact:
    first, *more = facts or (RINGING,)
    contact = Contact(UUID(int=1), "pbx", channel, "c1", NOON, first)
    owners = {national_id: c.identity for national_id, c in (customers or {}).items()}
    contact.receive(owners)
    for fact in more:
        contact.learn(fact, owners)
    return contact


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((RINGING,), State.LIVE),
        ((RINGING, ANSWERED), State.LIVE),
        ((RINGING, ANSWERED, hung_up("normalClearing")), State.CLOSED),
        ((RINGING, hung_up("normalClearing")), State.OPEN),
        ((RINGING, hung_up("cancel")), State.OPEN),
        ((RINGING, ANSWERED, hung_up("noAnswer")), State.OPEN),
        ((hung_up("cancel"), RINGING), State.OPEN),
        ((ANSWERED,), State.LIVE),
        ((hung_up(), ANSWERED), State.CLOSED),
    ],
)
def test_the_state_of_a_call_follows_from_its_facts(facts: tuple[Facts, ...], state: State) -> None:
    """C13, C14, C15, X16: in course, ended unattended, attended."""
    assert a_contact(*facts).state is state


@pytest.mark.parametrize("channel", [Channel.CHAT, Channel.INQUIRY])
def test_what_was_written_is_open_until_somebody_ends_it(channel: Channel) -> None:
    """C56: never live."""
    assert a_contact(channel=channel).state is State.OPEN


@pytest.mark.parametrize(
    ("national_id", "screen"),
    [
        (None, Screen.CALLS_WITHOUT_CITY),
        ("123", Screen.CALLS_WITHOUT_CITY),
        ("30111222", Screen.CALLS),
    ],
)
def test_a_call_belongs_in_calls_only_with_a_valid_national_id(
    national_id: str | None, screen: Screen
) -> None:
    """C03, C39: whether we know its owner or not."""
    assert a_contact(RINGING._replace(national_id=national_id)).screen is screen


def test_of_an_unidentified_call_neither_city_nor_reason_is_known() -> None:
    """C40; they come to light with the caller."""
    contact = a_contact(RINGING._replace(city="Funes", reason="Reclamo"))
    assert (contact.city, contact.reason) == (None, None)

    contact.link(a_customer(), ANA)

    assert (contact.screen, contact.city, contact.reason) == (Screen.CALLS, "Funes", "Reclamo")


def test_the_customer_fills_in_what_the_caller_did_not_say() -> None:
    """C09, C10."""
    said = RINGING._replace(national_id="30111222")
    contact = a_contact(said, customers={"30111222": a_customer()})

    assert (contact.name, contact.city) == ("Carla", "Rosario")


def test_a_customer_with_services_in_two_cities_leaves_the_city_open() -> None:
    """C11."""
    two = a_customer(cities=("Funes", "Rosario"))
    contact = a_contact(RINGING._replace(national_id="30111222"), customers={"30111222": two})

    assert (contact.name, contact.city) == ("Carla", None)


def test_a_caller_who_identifies_later_is_linked_then() -> None:
    customer = a_customer()
    contact = a_contact(
        RINGING, ANSWERED._replace(national_id="30111222"), customers={"30111222": customer}
    )

    kinds = [type(news.event) for news in contact.news]
    assert kinds == [ContactReceived, ContactStateChanged, ContactLinked]
    assert contact.customer_id == customer.id


def test_what_a_person_linked_no_channel_changes() -> None:
    """C43."""
    linked, another = a_customer(), a_customer(national_id="40111222")
    contact = a_contact()
    contact.link(linked, ANA)

    contact.learn(Facts(national_id="40111222", answered_at=LATER), {"40111222": another.identity})

    assert contact.customer_id == linked.id


def test_events_are_numbered_without_gaps() -> None:
    contact = a_contact(RINGING, ANSWERED, ANSWERED, hung_up("cancel"))
    contact.take(Claim(ANA, LATER), None, "")
    give_back(contact, Giver(ANA, forced=False), LATER)

    assert [news.version for news in contact.news] == [1, 2, 3, 4, 5]


def test_a_contact_is_received_when_the_first_thing_of_it_happened() -> None:
    """C19."""
    assert a_contact(ANSWERED, RINGING).received_at == NOON


def test_a_chat_is_told_once() -> None:
    contact = a_contact(channel=Channel.CHAT)

    assert not contact.learn(Facts(started_at=NOON, name="Otro"), {})
    assert contact.name is None
