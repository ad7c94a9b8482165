"""Who attends a contact, and how that ends."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from intake.domain.claim import Claim, Operator
from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.errors import ContactIsClosed, ContactIsNotYours, ContactIsTaken
from intake.domain.events import ContactStateChanged, ContactTaken
from intake.domain.facts import Facts
from intake.domain.handing_over import Giver, give_back
from intake.domain.words import Channel, State

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
ANA, BETO = Operator(uuid4(), "Ana"), Operator(uuid4(), "Beto")

RINGING = Facts(started_at=NOON, phone="+543415550001")
ANSWERED = Facts(answered_at=LATER, answered_by="201")
HUNG_UP = Facts(hung_up_at=LATER)


def a_contact(*facts: Facts, channel: Channel = Channel.CALL) -> Contact:
    first, *more = facts or (RINGING,)
    contact = Contact(UUID(int=1), "pbx", channel, "c1", NOON, first)
    contact.receive({})
    for fact in more:
        contact.learn(fact, {})
    return contact


def test_only_one_operator_attends_a_contact() -> None:
    """C22, C23."""
    contact = a_contact(channel=Channel.CHAT)
    contact.take(Claim(ANA, LATER), None, "")

    with pytest.raises(ContactIsTaken) as refusal:
        contact.take(Claim(BETO, LATER), None, "")

    assert refusal.value.facts == {"taken_by": "Ana", "taken_at": LATER.isoformat()}


def test_taking_ones_own_again_is_quiet() -> None:
    contact = a_contact(channel=Channel.CHAT)
    contact.take(Claim(ANA, LATER), None, "")
    told = len(contact.news)

    contact.take(Claim(ANA, LATER), None, "")

    assert len(contact.news) == told


def test_a_live_call_can_be_taken() -> None:
    contact = a_contact(RINGING, ANSWERED)
    contact.take(Claim(ANA, LATER), None, "")

    assert contact.claim is not None


def test_taking_says_everything_a_ticket_needs() -> None:
    phones, emails = ("+549341",), ("c@example.com",)
    customer = Customer(uuid4(), "C-1", "Carla", "30111222", phones, emails, ("Rosario",))
    contact = a_contact(RINGING._replace(phone=None, national_id="30111222"))
    contact.take(Claim(ANA, LATER), customer, "Sin internet")

    event = contact.news[-1].event
    assert event == ContactTaken(ANA.id, "Ana", LATER, "+549341", "c@example.com", "Sin internet")
    assert contact.customer_id == customer.id


def test_a_closed_contact_is_not_taken_returned_or_finished() -> None:
    contact = a_contact(RINGING, ANSWERED, HUNG_UP)

    with pytest.raises(ContactIsClosed):
        contact.take(Claim(ANA, LATER), None, "")
    with pytest.raises(ContactIsClosed):
        give_back(contact, Giver(ANA, forced=True), LATER)
    with pytest.raises(ContactIsClosed):
        contact.finish(ANA, "listo", LATER)


def test_only_the_holder_gives_a_contact_back() -> None:
    """C31; a supervisor may force it."""
    contact = a_contact(channel=Channel.CHAT)
    contact.take(Claim(ANA, LATER), None, "")

    with pytest.raises(ContactIsNotYours):
        give_back(contact, Giver(BETO, forced=False), LATER)
    give_back(contact, Giver(BETO, forced=True), LATER)
    give_back(contact, Giver(BETO, forced=False), LATER)

    assert contact.claim is None


def test_only_the_holder_finishes_and_only_once() -> None:
    """C51."""
    contact = a_contact(channel=Channel.INQUIRY)
    with pytest.raises(ContactIsNotYours):
        contact.finish(ANA, "listo", LATER)
    contact.take(Claim(ANA, LATER), None, "")
    contact.finish(ANA, "listo", LATER)
    told = len(contact.news)

    contact.finish(ANA, "listo", LATER)

    assert (contact.state, len(contact.news)) == (State.CLOSED, told)
    with pytest.raises(ContactIsClosed):
        contact.finish(ANA, "otra cosa", LATER)


def test_the_end_of_its_ticket_ends_a_contact() -> None:
    contact = a_contact(channel=Channel.CHAT)
    contact.end_with_ticket(LATER)
    contact.end_with_ticket(LATER + timedelta(days=1))

    assert contact.state is State.CLOSED
    assert contact.news[-1].event == ContactStateChanged(State.CLOSED, "ticket-closed", LATER)
    assert contact.version == 2
