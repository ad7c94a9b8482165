"""What tickets say of contacts."""

from typing import Protocol
from uuid import UUID

from tickets.inbound.fields import one_line

_LONGEST_TITLE = 300
_CHANNEL_LABELS = {"call": "Llamada", "chat": "Chat", "inquiry": "Consulta"}


class Told(Protocol):
    """What the desk tells of a contact that needs a ticket."""

    @property
    def contact_id(self) -> UUID: ...
    @property
    def channel(self) -> str: ...
    @property
    def account_id(self) -> UUID: ...
    @property
    def account_name(self) -> str: ...
    @property
    def customer_id(self) -> UUID | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def city(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def reason_label(self) -> str | None: ...
    @property
    def category(self) -> str | None: ...
    @property
    def summary(self) -> str: ...
    @property
    def contract_id(self) -> UUID | None: ...
    @property
    def service_address(self) -> str | None: ...


def title_of(contact: Told) -> str:
    """The reason; without one, who called or wrote."""
    return title_in(_reason_of(contact)) or _who(contact)[:_LONGEST_TITLE]


def title_in(text: str) -> str:
    """As much of this as a title can hold."""
    return one_line(text)[:_LONGEST_TITLE]


def is_in_own_words(contact: Told) -> bool:
    """Whether a person wrote the reason, and chose none of the desk's."""
    return bool(contact.reason) and contact.reason_label is None


def text_of(contact: Told) -> str:
    """What the timeline of a ticket says of one more contact."""
    said = (_who(contact), _reason_of(contact), contact.summary)
    return "\n".join(each for each in said if each)


def _reason_of(contact: Told) -> str:
    """As people read it; the code only where nobody said what it is called."""
    return contact.reason_label or contact.reason or ""


def _who(contact: Told) -> str:
    channel = _CHANNEL_LABELS.get(contact.channel, contact.channel)
    who = one_line(contact.name or "") or contact.phone or "desconocido"
    return one_line(f"{channel} de {who}")
