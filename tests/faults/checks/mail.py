"""I6: each e-mail arrives; more than once only where it could not be known that it had."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tests.faults.evidence.evidence import Evidence, Mail
from tests.faults.ledger import Ledger

_CAUSES = ("notifications", "postgres", "mail-smtp", "mail-sink")
_BEFORE, _AFTER = 1.0, 5.0
"""A fault may fall between a mail's arrival and the commit that remembers it."""


def mail(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I6."""
    arrived = by_message_id(evidence)
    known = {email["message_id"] for email in evidence.emails}
    for message_id, copies in arrived.items():
        if message_id not in known:
            yield f"nobody wrote the mail {message_id} to {copies[0].to}: {copies[0].subject}"
    yield from _shown(evidence, arrived)
    for ticket in evidence.tickets:
        written = [each for each in evidence.emails if each["ticket_id"] == ticket["id"]]
        if len(written) != int(ticket["state"] == "closed"):
            yield f"ticket {ticket['number']} is {ticket['state']} and brought {len(written)} mails"
    for each in unexplained(evidence):
        yield f"mail {each.message_id} arrived again for no reason"


def by_message_id(evidence: Evidence) -> dict[str, list[Mail]]:
    """Copies of each mail, in the order in which they came."""
    found: dict[str, list[Mail]] = {}
    for each in sorted(evidence.mails, key=lambda each: each.id):
        found.setdefault(each.message_id, []).append(each)
    return found


def explained(evidence: Evidence) -> list[Mail]:
    """Copies that came again because something failed just when the one before had arrived."""
    return [again for again, is_explained in _repetitions(evidence) if is_explained]


def unexplained(evidence: Evidence) -> list[Mail]:
    """Copies that came again although nothing failed."""
    return [again for again, is_explained in _repetitions(evidence) if not is_explained]


def _repetitions(evidence: Evidence) -> Iterator[tuple[Mail, bool]]:
    for copies in by_message_id(evidence).values():
        for earlier, again in pairwise(copies):
            yield again, _could_fail(evidence, earlier.received_at)


def _could_fail(evidence: Evidence, moment: float) -> bool:
    return any(
        name in _CAUSES and begin - _AFTER <= moment <= end + _BEFORE
        for name, begin, end in evidence.disturbances
    )


def _shown(evidence: Evidence, arrived: Mapping[str, Sequence[Mail]]) -> Iterator[str]:
    """What is shown of each e-mail is what became of it, and its copies are the same."""
    for email in evidence.emails:
        message_id, state = email["message_id"], email["state"]
        copies = arrived.get(message_id, [])
        if state == "sent" and not copies:
            yield f"mail {message_id} is shown as sent and never arrived"
        if state == "waiting":
            yield f"mail {message_id} still waits after {email['attempts']} attempts"
        if copies and state not in ("sent", "waiting"):
            yield f"mail {message_id} arrived and is shown as {state}"
        if len({(copy.to, copy.subject) for copy in copies}) > 1:
            yield f"mail {message_id} arrived with two contents"
