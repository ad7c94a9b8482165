"""Which ticket, which service, and how sure: the rules alone (C10, C11, I02, X18, X27)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from intake.domain.channel_rules import ChannelRule, ChannelRules, ExistingWork, to_append_to
from intake.domain.confidence import Confidence, Evidence, Why, confidence_in, confidence_of
from intake.domain.contact import Contact
from intake.domain.customer import Customer, Service
from intake.domain.customer_ticket import CustomerTicket
from intake.domain.facts import Facts
from intake.domain.service_choice import choose, in_question, settle
from intake.domain.words import Channel

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def ticket(*, of_channel: bool = False) -> CustomerTicket:
    return CustomerTicket(
        uuid4(), 7, "assigned", "t", None, "support", None, AT, uuid4(), None, of_channel
    )


def service(city: str, state: str = "active", number: str = "CT-1") -> Service:
    return Service(uuid4(), number, "300M", state, "Mitre 1", city)


def customer(*services: Service) -> Customer:
    return Customer(uuid4(), "C-1", "Ana", "30111222", (), (), ("Funes",), services)


def contact(**facts: Any) -> Contact:
    return Contact(UUID(int=1), "pbx", Channel.CALL, "c1", AT, Facts(**facts))


@pytest.mark.parametrize(
    ("rule", "pending", "appends", "asks"),
    [
        (ExistingWork.NEW, [ticket()], False, False),
        (ExistingWork.APPEND, [], False, False),
        (ExistingWork.APPEND, [ticket()], True, False),
        (ExistingWork.APPEND, [ticket(), ticket()], False, True),
        (ExistingWork.APPEND, [ticket(of_channel=True), ticket()], True, False),
        (ExistingWork.APPEND, [ticket(of_channel=True), ticket(of_channel=True)], False, True),
        (ExistingWork.ASK, [], False, False),
        (ExistingWork.ASK, [ticket(of_channel=True)], False, True),
    ],
)
def test_one_more_contact(
    rule: ExistingWork, pending: list[CustomerTicket], appends: bool, asks: bool
) -> None:
    found = to_append_to(ChannelRule("call", rule), pending)

    assert found == (pending[0] if appends else None, asks)


def test_a_channel_without_a_rule_follows_its_kind() -> None:
    rules = ChannelRules([ChannelRule("inquiry", requires_attention_context=False)])

    assert not rules.of(Channel.EMAIL).requires_attention_context
    assert rules.of(Channel.CALL) == ChannelRule("call")


@pytest.mark.parametrize(
    ("why", "others", "expected"),
    [
        (["national-id"], [], Confidence.CERTAIN),
        (["national-id"], [["national-id"]], Confidence.PROBABLE),
        (["email", "phone"], [["phone"]], Confidence.CERTAIN),
        (["phone"], [["email"]], Confidence.PROBABLE),
        (["phone"], [["phone"]], Confidence.POSSIBLE),
    ],
)
def test_how_sure_a_candidate_is(
    why: list[Why], others: list[list[Why]], expected: Confidence
) -> None:
    assert confidence_of(why, [why, *others]) is expected


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (["operator"], Confidence.CERTAIN),
        (["portal-session"], Confidence.CERTAIN),
        (["national-id"], Confidence.CERTAIN),
        (["phone", "email"], Confidence.CERTAIN),
        (["phone"], Confidence.PROBABLE),
        ([], Confidence.PROBABLE),
    ],
)
def test_how_sure_a_known_customer_is(evidence: list[Evidence], expected: Confidence) -> None:
    assert confidence_in(evidence) is expected


def test_the_service_in_question_is_never_guessed() -> None:
    funes, rosario = service("Funes"), service("Rosario", number="CT-2")
    ended = service("Roldán", "ended", "CT-3")

    assert in_question(customer(funes, ended), contact()) is funes
    assert in_question(customer(funes, rosario), contact()) is None
    assert in_question(customer(funes, rosario), contact(city="rosario")) is rosario
    assert in_question(customer(funes), contact(city="Ushuaia")) is None
    assert in_question(customer(funes, ended), contact(contract_number="CT-3")) is ended


def test_what_was_chosen_stays_whatever_the_channel_says_later() -> None:
    funes, rosario = service("Funes"), service("Rosario", number="CT-2")
    one = contact(city="Rosario", started_at=AT, national_id="30111222")
    owner = customer(funes, rosario)
    one.identify(owner.identity)
    choose(one, funes)
    one.learn(Facts(hung_up_at=AT, cause="cancel", city="Rosario"), {})

    assert (one.city, settle(one, owner)) == ("Funes", funes)
    told = [type(each.event).__name__ for each in one.news]
    assert told.count("ContactServiceChosen") == 1
