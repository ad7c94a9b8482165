"""Ways to make a true story false: each changes the ledger or the evidence, and nothing else."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tests.faults import story
from tests.faults.evidence.evidence import Evidence
from tests.faults.evidence.records import Record
from tests.faults.ledger import Deed, Ledger

Change = Callable[[Ledger, Evidence], Evidence]


def having(**changes: Any) -> Change:
    """The same evidence, but for this."""
    return lambda _, evidence: replace(evidence, **changes)


def with_contact(**changes: Any) -> Change:
    """The chat is shown otherwise."""
    return lambda _, seen: replace(
        seen, contacts=[replace(seen.contacts[0], **changes), *seen.contacts[1:]]
    )


def with_first(rows: str, **changes: Any) -> Change:
    """The first ticket, order or e-mail is shown otherwise."""

    def change(_: Ledger, seen: Evidence) -> Evidence:
        told: dict[str, Any] = {rows: [{**getattr(seen, rows)[0], **changes}]}
        return replace(seen, **told)

    return change


def with_records(change: Callable[[list[Record]], Sequence[Record]]) -> Change:
    """The topics say something else."""
    return lambda _, seen: replace(seen, records=change(list(seen.records)))


def without(kind: str) -> Change:
    """Events of that type were never told."""
    return with_records(lambda all_: [each for each in all_ if each.kind != kind])


def told_again(kind: str, **changes: Any) -> Change:
    """An event comes once more, with other headers."""

    def again(all_: list[Record]) -> list[Record]:
        first = next(each for each in all_ if each.kind == kind)
        headers = {**first.texts, **changes}
        wire = tuple((name, value.encode()) for name, value in headers.items())
        return [*all_, replace(first, headers=wire, offset=99)]

    return with_records(again)


def said(kind: str, **fields: Any) -> Change:
    """An event says something else."""

    def other(each: Record) -> Record:
        value = json.dumps({**each.data, **fields}).encode()
        return replace(each, value=value) if each.kind == kind else each

    return with_records(lambda all_: [other(each) for each in all_])


def mailed(*arrivals: float) -> Change:
    """The mail arrives at these moments."""
    return having(
        mails=[replace(story.MAIL, id=n, received_at=at) for n, at in enumerate(arrivals, 1)]
    )


def sent_more(outcome: str) -> Change:
    """A contact was sent that is not there."""

    def change(ledger: Ledger, evidence: Evidence) -> Evidence:
        ledger.sent("more", replace(story.CHAT, external_id="r-chat-2"), "", "http")
        if outcome == "acked":
            ledger.acked("more")
        elif outcome == "refused":
            ledger.refused("more", "no")
        return evidence

    return change


def did_more(ledger: Ledger, evidence: Evidence) -> Evidence:
    """Somebody was answered, and nothing came of it."""
    ledger.did(Deed("d3", "close", "", "tickets.ticket-closed.v1", "closing_text", "fin"))
    ledger.acked("d3")
    return evidence


def refused_deed(ledger: Ledger, evidence: Evidence) -> Evidence:
    """Somebody was refused what was done all the same."""
    ledger.did(Deed("d3", "take", "", "intake.contact-taken.v1", "contact_id", story.CHAT_ID))
    ledger.refused("d3", "no")
    return evidence


def wrong_receipt(ledger: Ledger, evidence: Evidence) -> Evidence:
    """The door answered another id."""
    ledger.messages["chat"].contact_id = story.CALL_ID
    return evidence


def sent_broken(ledger: Ledger, evidence: Evidence) -> Evidence:
    """A broken record vanished."""
    ledger.sent_broken(("channels.contacts", 0, 8), "not JSON")
    return evidence
