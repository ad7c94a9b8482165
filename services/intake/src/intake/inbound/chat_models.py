"""What people send to a conversation, and what it answers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from chassis.errors import Invalid
from chassis.pages import MOST_ROWS, cursor_for, moment, position_of, small_number
from chassis.policies import Actor, needs
from intake.application.chat import MessageView, Place, Timeline
from intake.application.reply_to_customer import Reply
from intake.inbound.received_files import AttachmentIds

LONGEST_REPLY = 4_000

Replier = Annotated[Actor, needs("contacts.reply")]
_Cursor = Annotated[str | None, Field(max_length=500)]
_NO_NUL = r"^[^\x00]*$"


class ReplyToSend(BaseModel):
    """Plain text; `client_id` is the sender's own name for it, by which a second time is known.
    `attachments` were sent to this chat before; with them it may do without a text."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[str, Field(min_length=1, max_length=100, pattern=_NO_NUL)]
    text: Annotated[str, Field(max_length=LONGEST_REPLY, pattern=_NO_NUL)] = ""
    attachments: AttachmentIds = ()

    def as_reply(self) -> Reply:
        """A text of blanks says nothing: Invalid."""
        if not (self.text.strip() or self.attachments):
            raise Invalid("A reply says something.", code="empty-message")
        return Reply(self.client_id, self.text, self.attachments)


class Stretch(BaseModel):
    """Which part of a timeline: the newest, or before or after a place."""

    model_config = ConfigDict(extra="forbid")

    before: _Cursor = Field(None, description="`older` of a page")
    after: _Cursor = Field(None, description="`newer` of a page")
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 50


class MessagePage(BaseModel):
    """Part of a conversation, oldest first. `older` and `newer` lead on, null where nothing is.

    `revision` counts what changes in the whole conversation; each message tells at which it
    changed last.
    """

    items: list[MessageView]
    older: str | None
    newer: str | None
    revision: int


def page_of_timeline(timeline: Timeline) -> MessagePage:
    """As it is answered."""
    return MessagePage(
        items=list(timeline.items),
        older=_cursor(timeline.older),
        newer=_cursor(timeline.newer),
        revision=timeline.revision,
    )


def place_of(cursor: str | None) -> Place | None:
    """The place in a cursor; Invalid if it is none."""
    position: Any = position_of(cursor, _time_if_any, small_number)
    return Place(*position) if position else None


def _cursor(place: Place | None) -> str | None:
    if place is None:
        return None
    return cursor_for([place.at.isoformat() if place.at else None, place.number])


def _time_if_any(text: Any) -> datetime | None:
    return None if text is None else moment(text)


class MessageSent(BaseModel):
    """The reply as it stands in the conversation."""

    contact_id: UUID
    message: MessageView
