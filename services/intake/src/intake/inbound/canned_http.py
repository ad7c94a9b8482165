"""Texts that operators have ready."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from intake.application.canned_replies import (
    Editor,
    Wording,
    add_canned_reply,
    change_canned_reply,
    drop_canned_reply,
    fill_canned_reply,
)
from intake.domain.canned import EXAMPLES, CannedReply
from intake.inbound.desk_models import operator
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now

router = APIRouter(prefix="/api/v1", tags=["chats"])
_REPLIES = "/intake/canned-replies"
_NO_NUL = r"^[^\x00]*$"

User = Annotated[Actor, needs("contacts.reply")]
Writer = Annotated[Actor, needs("contacts.reply", also=("contacts.share-replies",))]


class TextToKeep(BaseModel):
    """Plain text with places like `{{customer.name}}`; what nobody could fill in is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: Annotated[str, Field(min_length=1, max_length=100, pattern=_NO_NUL)]
    text: Annotated[str, Field(min_length=1, max_length=4_000, pattern=_NO_NUL)]


class NewText(TextToKeep):
    """One's own, or everybody's."""

    shared: StrictBool = False


class ChangedText(TextToKeep):
    """`version` is that of the text which was read."""

    version: Annotated[StrictInt, Field(ge=1, le=2**31 - 1)]


class KeptText(BaseModel):
    """A text as it is kept."""

    id: UUID
    title: str
    text: str
    shared: bool
    version: int
    changed_at: datetime


class Variable(BaseModel):
    """`customer.name` stands for the place `{{customer.name}}`."""

    name: str
    example: str


class Variables(BaseModel):
    """All there are."""

    items: list[Variable]


class TextToFill(BaseModel):
    """Which text to fill in."""

    model_config = ConfigDict(extra="forbid")

    reply_id: UUID


class FilledText(BaseModel):
    """Ready to be sent, or changed before."""

    text: str


@router.get(_REPLIES)
async def list_canned_replies(
    actor: User, begin: Begin, after: After = None, limit: Limit = 50
) -> Page[KeptText]:
    """One's own and the shared ones, by title."""
    position: Any = position_of(after, str, UUID)
    async with begin() as tx:
        found = await tx.canned_replies.page(actor.account_id, position, limit + 1)
    return page_of([_kept(each) for each in found], limit, lambda each: [each.title, each.id])


@router.get(f"{_REPLIES}/variables")
async def list_variables(_: User) -> Variables:
    """What can be filled in: the places that a text may have, each with an example."""
    return Variables(items=[Variable(name=name, example=EXAMPLES[name]) for name in EXAMPLES])


@router.post(_REPLIES, status_code=201, response_model=KeptText)
async def add(actor: Writer, body: NewText, edge: Edge) -> Response:
    """Have a text ready; shared ones need `contacts.share-replies`."""

    async def work(tx: EdgeTransaction) -> KeptText:
        wording = Wording(body.title, body.text)
        return _kept(
            await add_canned_reply(
                wording, _editor(actor), now(), tx.canned_replies, shared=body.shared
            )
        )

    return await edge.answer(201, work)


@router.put(f"{_REPLIES}/{{reply_id}}")
async def change(reply_id: UUID, actor: Writer, body: ChangedText, begin: Begin) -> KeptText:
    """Say it differently; 409 `canned-reply-changed` where somebody else did so in between."""
    wording = Wording(body.title, body.text)
    found = (reply_id, body.version)
    async with begin() as tx:
        return _kept(
            await change_canned_reply(found, wording, _editor(actor), now(), tx.canned_replies)
        )


@router.delete(f"{_REPLIES}/{{reply_id}}", status_code=204)
async def drop(reply_id: UUID, actor: Writer, begin: Begin) -> None:
    """Have it ready no longer."""
    async with begin() as tx:
        await drop_canned_reply(reply_id, _editor(actor), tx.canned_replies)


@router.post("/contacts/{contact_id}/fill-reply")
async def fill(contact_id: UUID, body: TextToFill, actor: User, begin: Begin) -> FilledText:
    """The text for this contact. Nothing is sent."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.reply")
        contact = await tx.timelines.row(contact_id)
        text = await fill_canned_reply(body.reply_id, contact, operator(actor), tx.canned_replies)
    return FilledText(text=text)


def _editor(actor: Actor) -> Editor:
    return Editor(actor.account_id, actor.may("contacts.share-replies"))


def _kept(reply: CannedReply) -> KeptText:
    return KeptText(
        id=reply.id,
        title=reply.title,
        text=reply.text,
        shared=reply.owner_id is None,
        version=reply.version,
        changed_at=reply.changed_at,
    )
