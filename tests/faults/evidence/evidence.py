"""Everything of one run that can be seen from outside, as checks are given it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.faults.evidence.records import Record
from tests.faults.ledger import Place

Document = dict[str, Any]


@dataclass(frozen=True)
class Contact:
    """A contact as the desk shows it; its names are those under which a channel reported it."""

    id: str
    source: str
    channel: str
    external_id: str
    state: str
    held_by: str | None = None
    ticket_id: str | None = None


@dataclass(frozen=True)
class Mail:
    """A message as it arrived at the mail server, in seconds since 1970."""

    id: int
    message_id: str
    to: tuple[str, ...]
    subject: str
    received_at: float


@dataclass(frozen=True)
class SetAside:
    """A record in quarantine, with all that its detail view tells."""

    service: str
    place: Place
    reason: str
    detail: str
    key: str | None
    value: str | None
    headers: Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class Sample:
    """How much waited at a moment; None where that could not be asked. `where` is by service;
    `late` is by how many seconds the one who looked was late."""

    at: float
    lag: int | None
    outbox: int | None
    calls: int | None
    where: Mapping[str, str] = field(default_factory=dict)
    late: float = 0.0

    @property
    def is_quiet(self) -> bool:
        """Nothing waits anywhere, as far as everything could be asked."""
        return (self.lag, self.outbox, self.calls) == (0, 0, 0)


@dataclass(frozen=True)
class Resources:
    """Of one service: resident bytes, open files, connections to its database (no files here)."""

    rss: int
    files: int
    connections: int


@dataclass(frozen=True)
class Evidence:
    """`sequences` are the last ones of each key before the run. `rebuilt` says how the read model
    differs from one that is made of the topics alone. `creates` counts, by order, what the field
    system was asked and did; `work_orders` are its states. `still` says what did not come to rest.
    """

    contacts: Sequence[Contact] = ()
    records: Sequence[Record] = ()
    sequences: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tickets: Sequence[Document] = ()
    orders: Sequence[Document] = ()
    emails: Sequence[Document] = ()
    creates: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    deeds: Sequence[Document] = ()
    work_orders: Mapping[str, str] = field(default_factory=dict)
    mails: Sequence[Mail] = ()
    quarantined: Sequence[SetAside] = ()
    parked: Sequence[tuple[str, str, str]] = ()
    rebuilt: Sequence[str] = ()
    still: Sequence[str] = ()
    samples: Sequence[Sample] = ()
    before: Mapping[str, Resources] = field(default_factory=dict)
    after: Mapping[str, Resources] = field(default_factory=dict)
    disturbances: Sequence[tuple[str, float, float]] = ()
