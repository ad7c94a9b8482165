"""Claims last for a time, and pass from one to another."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from intake.domain.claim import Claim, Operator
from intake.domain.contact import Contact
from intake.domain.errors import ClaimLapsed, ContactIsClosed, ContactIsNobodys, ContactIsNotYours
from intake.domain.events import ContactReturned, ContactTaken
from intake.domain.facts import Facts
from intake.domain.handing_over import Giver, give_back, transfer
from intake.domain.lease import LONGEST_CONVERSATION, lapse, lease_end, require_claim
from intake.domain.words import Channel

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANA, BETO, SONIA = (Operator(uuid4(), name) for name in ("Ana", "Beto", "Sonia"))


def taken(channel: Channel = Channel.CHAT, facts: Facts | None = None) -> Contact:
    contact = Contact(UUID(int=1), "pbx", channel, "c1", NOON, facts or Facts(started_at=NOON))
    contact.receive({})
    contact.take(Claim(ANA, NOON, NOON + 15 * MINUTE), None, "")
    return contact


def handed(contact: Contact, to: Operator, giver: Giver, at: datetime = NOON + MINUTE) -> None:
    claim = Claim(to, at, at + 3 * MINUTE)
    transfer(contact, claim, giver, contact.taken(claim, None, ""))


def test_a_claim_that_is_not_renewed_ends_at_its_time_and_not_before() -> None:
    """M11."""
    contact = taken()

    assert not lapse(contact, NOON + 15 * MINUTE - timedelta(microseconds=1))
    assert lapse(contact, NOON + 15 * MINUTE)
    assert not lapse(contact, NOON + 16 * MINUTE)

    assert contact.claim is None
    assert contact.news[-1].event == ContactReturned(ANA.id, "lease-expired", None)


def test_who_comes_late_is_told_that_the_claim_lapsed_and_who_has_it_now() -> None:
    contact = taken()
    lapse(contact, NOON + 20 * MINUTE)
    with pytest.raises(ClaimLapsed) as free:
        require_claim(contact, ANA)
    contact.take(Claim(BETO, NOON + 21 * MINUTE), None, "")
    with pytest.raises(ClaimLapsed) as anothers:
        contact.finish(ANA, "listo", NOON + 22 * MINUTE)

    assert free.value.facts["lapsed_at"] == NOON + 15 * MINUTE
    assert free.value.facts["taken_by"] is None
    assert anothers.value.facts["taken_by"] == "Beto"


def test_nobody_loses_a_caller_while_they_speak() -> None:
    """X16: unless the end of the call is never reported."""
    spoken = Facts(started_at=NOON, answered_at=NOON + MINUTE, answered_by="201")
    contact = taken(Channel.CALL, spoken)

    assert not lapse(contact, NOON + 2 * timedelta(hours=1))
    assert lease_end(contact) == NOON + MINUTE + LONGEST_CONVERSATION
    assert lapse(contact, NOON + MINUTE + LONGEST_CONVERSATION)


def test_a_call_that_only_rings_is_lost_like_any_contact() -> None:
    assert lapse(taken(Channel.CALL), NOON + 15 * MINUTE)


def test_a_claim_without_a_lease_and_a_closed_contact_do_not_lapse() -> None:
    endless, closed = taken(), taken()
    endless.claim = Claim(ANA, NOON)
    closed.finish(ANA, "listo", NOON + MINUTE)

    assert not lapse(endless, NOON + timedelta(days=9))
    assert not lapse(closed, NOON + timedelta(days=9))


def test_a_contact_becomes_a_colleagues_in_one_step() -> None:
    contact = taken()
    handed(contact, BETO, Giver(ANA, forced=False, note="Pide factura"))

    assert contact.claim == Claim(BETO, NOON + MINUTE, NOON + 4 * MINUTE)
    assert contact.release is not None
    assert (contact.release.reason, contact.release.note) == ("transfer", "Pide factura")
    returned, now_his = (news.event for news in contact.news[-2:])
    assert returned == ContactReturned(ANA.id, "transfer", ANA.id)
    assert isinstance(now_his, ContactTaken)
    assert now_his.account_id == BETO.id


def test_to_give_somebody_what_they_hold_changes_nothing() -> None:
    contact = taken()
    told = len(contact.news)

    handed(contact, ANA, Giver(SONIA, forced=True))

    assert len(contact.news) == told


def test_only_the_holder_hands_over_unless_it_is_forced() -> None:
    contact = taken()
    with pytest.raises(ContactIsNotYours) as refusal:
        handed(contact, BETO, Giver(BETO, forced=False))
    handed(contact, BETO, Giver(SONIA, forced=True))

    assert refusal.value.facts == {"taken_by": "Ana", "taken_at": NOON.isoformat()}
    assert contact.claim is not None
    assert contact.claim.holder == BETO


def test_what_nobody_holds_or_is_closed_is_handed_to_nobody() -> None:
    free, closed = taken(), taken()
    give_back(free, Giver(ANA, forced=False), NOON)
    closed.finish(ANA, "listo", NOON)

    with pytest.raises(ContactIsNobodys):
        handed(free, BETO, Giver(SONIA, forced=True))
    with pytest.raises(ContactIsNotYours):
        handed(free, BETO, Giver(BETO, forced=False))
    with pytest.raises(ContactIsClosed):
        handed(closed, BETO, Giver(ANA, forced=False))


def test_who_lost_a_contact_to_a_supervisor_is_told_by_whom_and_why() -> None:
    contact = taken()
    give_back(contact, Giver(SONIA, forced=True, note="Salió a almorzar"), NOON + MINUTE)

    with pytest.raises(ContactIsNotYours) as refusal:
        require_claim(contact, ANA)

    facts = refusal.value.facts
    assert (facts["ended_by"], facts["reason"]) == ("Sonia", "supervisor")
    assert facts["note"] == "Salió a almorzar"
    assert contact.news[-1].event == ContactReturned(ANA.id, "supervisor", SONIA.id)
