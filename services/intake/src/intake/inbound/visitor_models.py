"""What the chat widget sends, and what it is told."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from chassis.errors import Invalid
from intake.application.chat import AttachmentView, MessageView
from intake.domain.message import Author
from intake.inbound.received_files import AttachmentIds

_NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, Field(max_length=4_000, pattern=_NO_NUL)]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$")]


class Words(BaseModel):
    """Something a visitor says; `client_id` is the widget's name for it.
    Whoever sends `attachments` need not say anything."""

    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    text: Text = ""
    attachments: AttachmentIds = ()

    def said(self) -> str:
        """The text; Invalid where it says nothing."""
        if not (self.text.strip() or self.attachments):
            raise Invalid("A message says something.", code="empty-message")
        return self.text


class Beginning(Words):
    """A visitor begins a chat: who they are, and the first message."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=_NO_NUL)]
    national_id: Annotated[str, Field(max_length=30, pattern=_NO_NUL)] | None = None


class Receipt(BaseModel):
    """The visitor's browser has, or the visitor has seen, everything up to this revision."""

    model_config = ConfigDict(extra="forbid")

    revision: Annotated[StrictInt, Field(ge=1, le=2**31 - 1)]
    state: Literal["delivered", "seen"]


class VisitorMessage(BaseModel):
    """One message as a visitor sees it. `text` is plain text."""

    id: UUID
    author: Author
    name: str | None
    text: str
    at: datetime
    revision: int
    client_id: str | None
    attachments: list[AttachmentView] = []


class VisitorChat(BaseModel):
    """A chat as its visitor sees it; `agent` is who attends it now. Out of hours nobody will before
    `next_opening`, where one is near."""

    state: Literal["open", "closed"]
    agent: str | None
    messages: list[VisitorMessage]
    revision: int
    out_of_hours: bool
    next_opening: datetime | None


def as_visitor_sees(message: MessageView) -> VisitorMessage:
    """Without what is only for the desk."""
    own = message.author is Author.CUSTOMER
    assert message.id is not None  # noqa: S101 - only what a bot brought along has none
    return VisitorMessage(
        id=message.id,
        author=message.author,
        name=None if own else message.author_name,
        text=message.text,
        at=message.at,
        revision=message.revision,
        client_id=message.client_id if own else None,
        attachments=list(message.attachments),
    )
