"""What a channel told us of a contact, as facts that may come in any order and any number.

Merging is commutative, associative and idempotent: late, doubled and shuffled reports of one call
all end in the same facts. Where two reports contradict each other the earlier time wins, and of
two texts the smaller one; any rule would do that does not look at the order of arrival.
"""

from datetime import datetime
from typing import NamedTuple

from intake.domain.identity import is_national_id, number_key
from intake.domain.words import FORWARDED_CAUSES, MISSED_CAUSES

TimedText = tuple[datetime | None, str | None]


class Facts(NamedTuple):
    """Times are UTC, phones E.164 where possible. A tuple, because thousands are made a second."""

    started_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str | None = None
    hung_up_at: datetime | None = None
    cause: str | None = None
    phone: str | None = None
    line: str | None = None
    queue: str | None = None
    national_id: str | None = None
    name: str | None = None
    city: str | None = None
    reason: str | None = None
    email: str | None = None
    customer_number: str | None = None
    contract_number: str | None = None

    @property
    def owner_keys(self) -> tuple[str, ...]:
        """By what its customer is found without asking anybody, the surest first."""
        if self.customer_number is None:
            return (self.national_id,) if self.national_id is not None else ()
        return (number_key(self.customer_number), *filter(None, (self.national_id,)))

    @property
    def earliest(self) -> datetime | None:
        """When the customer reached us, as far as is known."""
        return _earlier(_earlier(self.started_at, self.answered_at), self.hung_up_at)

    @property
    def is_bare(self) -> bool:
        """Whether no more is known than that it began."""
        return self._replace(started_at=None) == Facts()

    @property
    def was_attended(self) -> bool:
        """Whether a person spoke with the caller, or somebody else was to; the cause of the hang-up
        has the last word."""
        cause = (self.cause or "").lower()
        is_missed = self.answered_at is None or cause in MISSED_CAUSES
        return cause in FORWARDED_CAUSES or not is_missed


def merge(a: Facts, b: Facts) -> Facts:
    """All that is known from both."""
    answered_at, answered_by = _first(_answer(a), _answer(b))
    hung_up_at, cause = _first(_hangup(a), _hangup(b))
    return Facts(
        started_at=_earlier(a.started_at, b.started_at),
        answered_at=answered_at,
        answered_by=answered_by,
        hung_up_at=hung_up_at,
        cause=cause,
        phone=_either(a.phone, b.phone),
        line=_either(a.line, b.line),
        queue=_either(a.queue, b.queue),
        national_id=_better_id(a.national_id, b.national_id),
        name=_either(a.name, b.name),
        city=_either(a.city, b.city),
        reason=_either(a.reason, b.reason),
        email=_either(a.email, b.email),
        customer_number=_either(a.customer_number, b.customer_number),
        contract_number=_either(a.contract_number, b.contract_number),
    )


def _answer(facts: Facts) -> TimedText:
    return facts.answered_at, facts.answered_by


def _hangup(facts: Facts) -> TimedText:
    return facts.hung_up_at, facts.cause


def _earlier(a: datetime | None, b: datetime | None) -> datetime | None:
    if a is None or b is None:
        return a or b
    return min(a, b)


def _first(a: TimedText, b: TimedText) -> TimedText:
    """The earlier of two steps of a kind, with its text; at the same time, the one that has one."""
    if a[0] == b[0]:
        return a[0], _either(a[1], b[1])
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    return a if a[0] < b[0] else b


def _either(a: str | None, b: str | None) -> str | None:
    if a is None or b is None or a == b:
        return b if a is None else a
    return min(a, b)


def _better_id(a: str | None, b: str | None) -> str | None:
    """A valid national id before one that is not: callers mistype first and correct later."""
    if a is not None and b is not None and is_national_id(a) != is_national_id(b):
        return a if is_national_id(a) else b
    return _either(a, b)
