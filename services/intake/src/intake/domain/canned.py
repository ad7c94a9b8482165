"""Texts that operators have ready, with places that are filled in when one is used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Conflict, Forbidden, Invalid

# What can be filled in, with what it may be, to try a text out.
EXAMPLES: Mapping[str, str] = {
    "customer.name": "Ana Pérez",
    "customer.city": "Rosario",
    "contact.number": "20481",
    "contact.reason": "Reclamo técnico",
    "contact.ticket": "3127",
    "operator.name": "Luis Gómez",
}
VARIABLES = frozenset(EXAMPLES)

# Blanks are taken off afterwards: to look for them here takes ages where there are very many.
_PLACE = re.compile(r"{{([^{}]*)}}")


class UnknownVariable(Invalid):
    """A text names something that nobody could fill in."""

    code = "unknown-variable"


class CannedReplyIsShared(Forbidden):
    """What all operators use is changed by whoever may share texts."""

    code = "canned-reply-is-shared"

    def __init__(self) -> None:
        super().__init__("This text is shared: it needs the permission contacts.share-replies.")


class CannedReplyChanged(Conflict):
    """Somebody else changed it in between."""

    code = "canned-reply-changed"

    def __init__(self, version: int) -> None:
        super().__init__("Somebody else changed this text in between.", version=version)


@dataclass(slots=True)
class CannedReply:
    """`owner_id` is whose it is; nobody's is everybody's. `version` counts its changes."""

    id: UUID
    owner_id: UUID | None
    title: str
    text: str
    version: int
    changed_at: datetime

    def check_can_change(self, *, shares: bool) -> None:
        """Raises CannedReplyIsShared."""
        if self.owner_id is None and not shares:
            raise CannedReplyIsShared


def check_text(text: str) -> None:
    """Raises UnknownVariable, with those that are known."""
    unknown = sorted({name.strip() for name in _PLACE.findall(text)} - VARIABLES)
    if unknown or "{{" in _PLACE.sub("", text):
        names = ", ".join(unknown) or "{{"
        raise UnknownVariable(
            f"Nobody can fill in: {names}.", unknown=unknown, known=sorted(VARIABLES)
        )


def filled(text: str, values: Mapping[str, str | None]) -> str:
    """The text for one contact. What is not known of it is left out; a value is never looked
    through for places once more."""
    return _PLACE.sub(lambda place: values.get(place[1].strip()) or "", text)
