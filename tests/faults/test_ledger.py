"""The ledger: what was sent and answered, on disk as in memory."""

from pathlib import Path

import pytest
from tests.faults.ledger import Deed, Ledger, accepts, outcome_of

from local_stack.demo.day.items import Key

CONTACT = Key("bot", "chat", "r-1")


def test_what_was_never_answered_is_unknown() -> None:
    ledger = Ledger()
    ledger.sent("m", CONTACT, "", "http")
    ledger.unanswered("m", "ReadTimeout")

    assert (ledger.messages["m"].outcome, ledger.messages["m"].attempts) == ("unknown", 1)


def test_a_refusal_after_silence_is_unknown() -> None:
    """The first attempt may have had its effect."""
    ledger = Ledger()
    ledger.sent("m", CONTACT, "", "http")
    ledger.unanswered("m", "ReadTimeout")
    ledger.sent("m", CONTACT, "", "http")
    ledger.refused("m", "conflict")

    assert ledger.messages["m"].outcome == "unknown"


def test_one_good_answer_weighs_more_than_all_others() -> None:
    ledger = Ledger()
    ledger.sent("m", CONTACT, "", "http")
    ledger.sent("m", CONTACT, "", "kafka")
    ledger.acked("m", "c1")
    ledger.unanswered("m", "TimeoutError")
    ledger.refused("m", "no")

    message = ledger.messages["m"]
    assert (message.outcome, message.contact_id) == ("acked", "c1")
    assert message.doors == {"http", "kafka"}


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (("acked", "unknown"), "acked"),
        (("unknown", "refused"), "unknown"),
        (("refused", "refused"), "refused"),
    ],
)
def test_a_contact_is_taken_when_any_of_its_messages_was(
    answers: tuple[str, ...], outcome: str
) -> None:
    ledger = Ledger()
    for number, answer in enumerate(answers):
        ledger.sent(str(number), CONTACT, "", "kafka")
        if answer == "acked":
            ledger.acked(str(number))
        elif answer == "refused":
            ledger.refused(str(number), "no")

    assert outcome_of(ledger.contacts()[CONTACT]) == outcome


def test_acceptance_counts_from_the_first_attempt() -> None:
    ledger = Ledger()
    ledger.sent("m", CONTACT, "", "http")
    first = ledger.messages["m"].first_sent_at
    ledger.unanswered("m", "503")
    ledger.sent("m", CONTACT, "", "http")
    ledger.acked("m")

    ((at, seconds),) = accepts(ledger)
    assert at == first
    assert seconds == ledger.messages["m"].settled_at - first


def test_a_ledger_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    written = Ledger(tmp_path / "ledger.jsonl")
    written.sent("m", CONTACT, "", "http")
    written.acked("m", "c1")
    written.did(Deed("d", "take", "/take", "intake.contact-taken.v1", "contact_id", "c1"))
    written.acked("d", "t1")
    written.sent_broken(("channels.contacts", 0, 7), "not JSON")

    read = Ledger.read(tmp_path / "ledger.jsonl")
    written.close()

    assert read.messages == written.messages
    assert read.deeds == written.deeds
    assert read.broken == written.broken


def test_half_a_line_was_never_told(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    written = Ledger(file)
    written.sent("m", CONTACT, "", "http")
    written.close()
    with file.open("a") as lines:
        lines.write('{"at": 1.0, "what": "ack')

    assert Ledger.read(file).messages["m"].outcome == "unknown"
