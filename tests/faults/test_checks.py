"""Every invariant holds for a true story, and notices each way in which it can be false."""

import json
from dataclasses import replace

import pytest
from tests.faults import story
from tests.faults.checks.all import violations
from tests.faults.checks.machines import MACHINES
from tests.faults.checks.mail import explained, unexplained
from tests.faults.evidence.evidence import Resources
from tests.faults.evidence.records import OWN, Record
from tests.faults.falsehoods import (
    Change,
    did_more,
    having,
    mailed,
    refused_deed,
    said,
    sent_broken,
    sent_more,
    told_again,
    with_contact,
    with_first,
    with_records,
    without,
    wrong_receipt,
)
from tests.faults.ledger import Ledger


def _followed_twice(records: list[Record]) -> list[Record]:
    last = next(each for each in records if each.kind == "orders.order-started.v1")
    others = tuple(header for header in last.headers if header[0] != "ce_id")
    copies = [(*others, ("ce_id", b"x%d" % n), ("ce_causationid", b"m")) for n in range(2)]
    return [*records, *(replace(last, headers=headers) for headers in copies)]


def _rung_again(records: list[Record]) -> list[Record]:
    """A call that was missed is in course once more, as only chats may be."""
    kind = "intake.contact-state-changed.v1"
    missed = next(each for each in records if each.kind == kind and each.data["state"] == "open")
    value = json.dumps({**missed.data, "channel": "call", "state": "live"}).encode()
    headers = tuple(each for each in missed.headers if each[0] not in ("ce_id", "ce_sequence"))
    named = (*headers, ("ce_id", b"x"), ("ce_sequence", b"3"))
    return [*records, replace(missed, headers=named, value=value)]


TRUE = story.evidence()
CHAT, CALL = TRUE.contacts
ASIDE = TRUE.quarantined[0]
FALSE: dict[str, tuple[str, Change]] = {
    "a taken contact is not there": ("I1", sent_more("acked")),
    "a well-formed contact is refused": ("I1", sent_more("refused")),
    "a taken contact is gone from the desk": ("I1", having(contacts=[CHAT])),
    "the end of a call is lost": ("I1", having(contacts=[CHAT, replace(CALL, state="live")])),
    "an answered deed has no effect": ("I1", did_more),
    "a refused deed has an effect": ("I1", refused_deed),
    "a contact of nobody": ("I1", with_contact(external_id="r-chat-9")),
    "a receipt for another contact": ("I1", wrong_receipt),
    "a contact twice": ("I2", having(contacts=[CHAT, CALL, replace(CHAT, id="c9")])),
    "a contact listed twice": ("I2", having(contacts=[CHAT, CALL, CHAT])),
    "two tickets of a contact": ("I2", having(tickets=[story.ticket(), story.ticket()])),
    "two orders with a number": ("I2", having(orders=[story.order(), story.order()])),
    "a deed done twice": ("I2", told_again("tickets.ticket-entry-added.v1", ce_id="x")),
    "a line of an order twice": ("I2", with_first("orders", timeline=[story.LINE] * 2)),
    "an event followed twice": ("I2", with_records(_followed_twice)),
    "a step that is not possible": ("I3", without("tickets.ticket-assigned.v1")),
    "a ticket closed unfinished": ("I3", without("tickets.ticket-finished.v1")),
    "taken twice": ("I3", told_again("intake.contact-taken.v1", ce_id="x", ce_sequence="9")),
    "a chat over twice": ("I3", told_again("channels.chat-closed.v1", ce_id="x")),
    "missed, and live again": ("I3", with_records(_rung_again)),
    "over, and live again": ("I3", said("intake.contact-state-changed.v1", state="live")),
    "a ticket shown in another state": ("I3", with_first("tickets", state="finished")),
    "an order shown in another state": ("I3", with_first("orders", state="open")),
    "a contact shown in another state": ("I3", with_contact(state="open")),
    "a contact of which nobody told": ("I3", with_records(lambda _: [])),
    "a gap": ("I4", without("orders.order-started.v1")),
    "out of order": ("I4", with_records(lambda all_: all_[::-1])),
    "a place taken twice": ("I4", told_again("orders.order-started.v1", ce_id="x")),
    "a number where none belongs": ("I4", told_again("channels.chat-closed.v1", ce_sequence="1")),
    "two contents of one event": ("I4", told_again("orders.order-started.v1", ce_sequence="9")),
    "two work orders": ("I5", having(creates={story.ORDER: {"attempted": 2, "effective": 2}})),
    "no work order": ("I5", having(creates={})),
    "a work order of nobody": (
        "I5", having(creates={**TRUE.creates, "o9": {"attempted": 1, "effective": 1}}),
    ),
    "completed there and not here": ("I5", with_first("orders", state="in_progress")),
    "another milestone there": ("I5", having(work_orders={story.ORDER: "en_route"})),
    "there, and not confirmed here": (
        "I5", with_first("orders", dispatch={"state": "requested", "iclass_state": None}),
    ),
    "a reconciliation": ("I5", with_first("orders", needs_reconciliation=True)),
    "a technician's word is lost": ("I5", with_first("orders", follow_ups=[])),
    "a technician's word twice": (
        "I5", with_first("orders", follow_ups=story.order()["follow_ups"] * 2),
    ),
    "a mail never arrived": ("I6", having(mails=[])),
    "a mail twice": ("I6", mailed(1_000.0, 1_001.0)),
    "a mail of nobody": ("I6", having(emails=[])),
    "a mail that still waits": ("I6", with_first("emails", state="waiting")),
    "a mail that arrived and failed": ("I6", with_first("emails", state="undeliverable")),
    "a mail with two contents": (
        "I6", having(mails=[story.MAIL, replace(story.MAIL, id=2, subject="x")]),
    ),
    "a closed ticket without mail": ("I6", having(emails=[], mails=[])),
    "another read model": ("I7", having(rebuilt=["reporting shows more"])),
    "a contact without its ticket": ("I7", with_contact(ticket_id=None)),
    "a ticket without its order": ("I7", with_first("tickets", orders=[])),
    "nobody did it": ("I8", told_again("orders.order-opened.v1", ce_id="x", ce_actor="")),
    "a change without a line": (
        "I8", with_first("tickets", timeline={"items": [], "next": None}),
    ),
    "a broken record is nowhere": ("I9", sent_broken),
    "a sound record is quarantined": (
        "I9", having(quarantined=[ASIDE, replace(ASIDE, place=("channels.contacts", 0, 3))]),
    ),
    "quarantined twice": ("I9", having(quarantined=[ASIDE, ASIDE])),
    "bytes are missing": ("I9", having(quarantined=[replace(ASIDE, value="{")])),
    "a header is missing": ("I9", having(quarantined=[replace(ASIDE, headers=())])),
    "no reason": ("I9", having(quarantined=[replace(ASIDE, reason="")])),
    "a key stays parked": ("I9", having(parked=[("tickets", "intake.contacts", "c1")])),
    "no rest": ("I11", having(still=["intake did not come to rest"])),
    "memory is not given back": ("I12", having(after={"intake": Resources(200 << 20, 50, 10)})),
    "files stay open": ("I12", having(after={"intake": Resources(100 << 20, 90, 10)})),
    "connections stay open": ("I12", having(after={"intake": Resources(100 << 20, 50, 30)})),
    "a service is gone": ("I12", having(after={})),
}  # fmt: skip


def test_a_true_story_violates_nothing() -> None:
    assert violations(story.ledger(), story.evidence()) == {}


@pytest.mark.parametrize(("invariant", "change"), FALSE.values(), ids=FALSE)
def test_what_is_false_is_noticed(invariant: str, change: Change) -> None:
    ledger = story.ledger()
    evidence = change(ledger, story.evidence())

    assert violations(ledger, evidence).get(invariant)


def test_of_every_topic_that_services_write_it_is_known_what_may_happen() -> None:
    assert set(MACHINES) == OWN


def test_what_nobody_answered_may_be_there_or_not() -> None:
    ledger = story.ledger()
    evidence = sent_more("unknown")(ledger, story.evidence())

    assert violations(ledger, evidence) == {}


def test_the_same_event_may_lie_in_its_topic_twice() -> None:
    evidence = told_again("orders.order-started.v1")(story.ledger(), story.evidence())

    assert violations(story.ledger(), evidence) == {}


def test_a_taken_contact_may_be_in_quarantine_but_not_unnoticed() -> None:
    ledger = story.ledger()
    evidence = sent_more("acked")(ledger, story.evidence())
    kept = replace(ASIDE, place=("channels.contacts", 0, 3), key="bot/r-chat-2")

    wrong = violations(ledger, replace(evidence, quarantined=[ASIDE, kept]))

    assert set(wrong) == {"I9"}


@pytest.mark.parametrize(
    ("name", "begin", "is_explained"),
    [
        ("notifications", 1_000.5, True),
        ("notifications", 1_010.0, False),
        ("intake", 1_000.5, False),
    ],
)
def test_a_mail_may_come_again_where_its_sender_died(
    name: str, begin: float, is_explained: bool
) -> None:
    disturbed = having(disturbances=[(name, begin, begin + 1)])
    evidence = disturbed(story.ledger(), mailed(1_000.0, 1_002.0)(Ledger(), story.evidence()))

    assert len(explained(evidence)) == is_explained
    assert len(unexplained(evidence)) == (not is_explained)
