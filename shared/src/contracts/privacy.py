"""Forgetting a person, and telling a person what is known: asked by `directory`, answered by all.

What is asked for holds ids alone. The answers of an export hold what is known of a person, and live
as short as they may.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic


class ErasureAskedV1(Event):
    """Forget this customer. The newest state of its key, kept for ever: the list of the forgotten.

    `other_ids` were merged into it: they are the same person.
    """

    type: ClassVar[str] = "privacy.erasure-asked.v1"
    topic: ClassVar[Topic] = topics.ERASURES

    request_id: UUID
    customer_id: UUID
    other_ids: list[UUID]


class ErasureReceiptV1(Event):
    """This service has forgotten. `rows` counts, by table, those that were about the customer."""

    type: ClassVar[str] = "privacy.erasure-receipt.v1"
    topic: ClassVar[Topic] = topics.PRIVACY_ANSWERS

    request_id: UUID
    service: str
    rows: dict[str, int]


class ExportAskedV1(Event):
    """Tell what you know of this customer."""

    type: ClassVar[str] = "privacy.export-asked.v1"
    topic: ClassVar[Topic] = topics.EXPORTS

    request_id: UUID
    customer_id: UUID
    other_ids: list[UUID]


class ExportPartV1(Event):
    """Rows of one table, as the text of a JSON list."""

    type: ClassVar[str] = "privacy.export-part.v1"
    topic: ClassVar[Topic] = topics.PRIVACY_ANSWERS

    request_id: UUID
    service: str
    number: int
    table: str
    rows: str


class ExportReceiptV1(Event):
    """This service has told all it knows, in so many parts before this."""

    type: ClassVar[str] = "privacy.export-receipt.v1"
    topic: ClassVar[Topic] = topics.PRIVACY_ANSWERS

    request_id: UUID
    service: str
    parts: int


@dataclass(frozen=True)
class _Words:
    """As the kernel wants them."""

    erasure_asked: type[Event] = ErasureAskedV1
    erasure_receipt: type[Event] = ErasureReceiptV1
    export_asked: type[Event] = ExportAskedV1
    export_part: type[Event] = ExportPartV1
    export_receipt: type[Event] = ExportReceiptV1


WORDS = _Words()
