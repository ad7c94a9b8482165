"""The recorded day: the same everywhere, with everything real days contain."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest

from chassis.cloudevents import Unreadable, texts_of, understand
from chassis.records import StoredRecord
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV1
from local_stack.demo.data.customers import customers
from local_stack.demo.day.broken import KINDS
from local_stack.demo.day.damages import DAMAGES, as_record, as_request
from local_stack.demo.day.items import Accepted, Day, Message, Quarantined, Refused
from local_stack.demo.day.recorded import recorded_day
from local_stack.demo.day.wire import TOPIC, Playing

DAY = recorded_day()
SMALL = recorded_day(60, 200)
DIGEST = "92c42cb10f11a6e6ec5e1329694eabf8c83b7ff8dd1bacedbc8ea68cb1fb2dea"

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
PLAYING = Playing("r1", {"pbx": "key-of-pbx", "bot": "key-of-bot", "portal": "key-of-portal"})
CONTRACTS = {kind.type: kind for kind in (CallReportedV1, ChatReceivedV1, InquiryReceivedV1)}


def stored(message: Message, playing: Playing = PLAYING) -> StoredRecord:
    """The message as a consumer would find it."""
    record = as_record(playing, message, NOW)
    return StoredRecord(TOPIC, 0, 0, record.key, record.value, 0, record.headers)


def test_it_is_the_same_on_every_machine() -> None:
    told = [json.dumps(asdict(message), ensure_ascii=False) for message in DAY.messages]
    assert hashlib.sha256("\n".join(told).encode()).hexdigest() == DIGEST


def test_six_hundred_contacts_come_through_both_doors_and_all_channels() -> None:
    assert len(DAY.contacts) == len({contact.key for contact in DAY.contacts}) == 600
    assert {contact.key.channel for contact in DAY.contacts} == {"call", "chat", "inquiry"}
    assert {(m.door, m.channel) for m in DAY.messages} == {
        (door, channel) for door in ("http", "topic") for channel in ("call", "chat", "inquiry")
    }
    assert [m.at for m in DAY.messages] == sorted(m.at for m in DAY.messages)


def test_every_contact_has_messages_and_every_accepted_message_a_contact() -> None:
    told = {m.fate.key for m in DAY.messages if isinstance(m.fate, Accepted)}
    assert told == {contact.key for contact in DAY.contacts}


def test_callers_are_known_unknown_and_anonymous_and_calls_missed_or_not() -> None:
    calls = [contact for contact in DAY.contacts if contact.key.channel == "call"]
    assert {contact.screen for contact in calls} == {"calls", "calls-without-city"}
    assert {contact.state for contact in calls} == {"open", "closed", "live"}
    assert any(contact.phone is None for contact in calls)
    assert any(c.screen == "calls" and c.customer is None for c in calls)
    causes = {m.fields.get("cause") for m in DAY.messages if m.channel == "call"}
    assert {"cancel", "noAnswer", "busy", "normalClearing"} <= causes


def test_the_same_customer_comes_twice() -> None:
    seen = Counter(contact.customer for contact in DAY.contacts if contact.customer)
    assert max(seen.values()) > 1


@pytest.mark.parametrize("day", [DAY, SMALL], ids=["whole", "small"])
def test_messages_come_twice_late_and_in_the_wrong_order(day: Day) -> None:
    messages = day.messages
    doors: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        doors[message.name].append(message.door)
    assert any(len(each) > 1 and len(set(each)) == 1 for each in doors.values())
    assert any(len(set(each)) > 1 for each in doors.values())
    assert any(message.at - message.happened >= 2_700 for message in messages)
    assert any(message.at < message.happened for message in messages)


@pytest.mark.parametrize("day", [DAY, SMALL], ids=["whole", "small"])
def test_every_kind_of_damage_is_there(day: Day) -> None:
    broken = [m for m in day.messages if m.damage]
    assert {(m.damage, m.door, m.channel) for m in broken} == {
        (kind.damage, kind.door, kind.channel) for kind in KINDS
    }
    assert {m.damage for m in broken} == set(DAMAGES)
    assert all(isinstance(m.fate, Refused | Quarantined) for m in broken)


def test_intact_messages_are_what_the_contracts_say() -> None:
    for message in DAY.messages:
        if message.damage is None:
            record = stored(message)
            headers = texts_of(record)
            told = understand(record, headers, CONTRACTS[headers.get("ce_type") or ""])
            assert told.source == message.source


def test_damaged_records_are_unreadable_for_the_reason_they_should_be() -> None:
    broken = [m for m in DAY.messages if m.damage and m.door == "topic"]
    for message in broken:
        assert isinstance(message.fate, Quarantined)
        record = stored(message)
        headers = texts_of(record)
        known = CONTRACTS.get(headers.get("ce_type") or "")
        if known is None:
            assert message.fate.reason == "unknown-type"
        elif message.damage != "no-phone":  # a rule of the desk's own, beyond the contract
            with pytest.raises(Unreadable) as unreadable:
                understand(record, headers, known)
            assert unreadable.value.reason == message.fate.reason


def test_damages_change_what_they_befall() -> None:
    for message in DAY.messages:
        if message.damage and message.door == "http":
            assert as_request(PLAYING, message, NOW) != PLAYING.request(message, NOW)
        elif message.damage:
            assert as_record(PLAYING, message, NOW) != PLAYING.record(message, NOW)


def test_a_run_gives_all_ids_its_own_name() -> None:
    other = Playing("r2", PLAYING.keys)
    for message in DAY.messages[:200]:
        mine, theirs = PLAYING.record(message, NOW), other.record(message, NOW)
        assert mine.key != theirs.key
        assert b"r1-" in mine.key
        assert dict(mine.headers)["ce_id"] != dict(theirs.headers)["ce_id"]


def test_a_repetition_is_the_same_record_again() -> None:
    by_name: dict[str, set[bytes]] = defaultdict(set)
    for message in DAY.messages:
        by_name[message.name].add(dict(PLAYING.record(message, NOW).headers)["ce_id"])
    assert all(len(ids) == 1 for ids in by_name.values())


def test_what_is_late_says_when_it_happened_and_haste_makes_it_less_late() -> None:
    late = next(m for m in DAY.messages if m.at - m.happened >= 2_700)
    for haste in (1.0, 3_600.0):
        headers = dict(Playing("r1", PLAYING.keys, haste).record(late, NOW).headers)
        happened = datetime.fromisoformat(headers["ce_time"].decode())
        assert happened == NOW - timedelta(seconds=(late.at - late.happened) / haste)


def test_calls_are_reported_in_the_words_of_exchanges() -> None:
    """As JSON and as a form, in the fields of the generic CTI body."""
    kinds = set()
    for message in DAY.messages:
        if message.channel == "call" and message.damage is None:
            request = PLAYING.request(message, NOW)
            kinds.add(request.content_type)
            assert request.path == "/api/v1/intake/calls/key-of-pbx"
            assert b"callId" in request.content
            assert b"newCall" in request.content or b"new_call" not in request.content
    assert kinds == {"application/json", "application/x-www-form-urlencoded"}


def test_chats_read_like_chats() -> None:
    chats = [m for m in DAY.messages if m.channel == "chat"]
    for message in chats:
        lines = message.fields["transcript"]
        assert 6 <= len(lines) <= 9
        assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
        assert lines[0]["author"] == "bot"
        assert lines[-1]["author"] == "bot"


def test_who_is_recognised_is_a_customer_of_the_small_installation_too() -> None:
    numbers = {customer.number for customer in customers(200)}
    assert {c.customer for c in SMALL.contacts if c.customer} <= numbers
