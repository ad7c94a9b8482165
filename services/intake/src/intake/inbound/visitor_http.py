"""What the chat widget asks: begin a chat, write, read, say what was seen."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chassis.live_response import DOCUMENTED, LiveResponse, closed_on_failure, live_of
from chassis.policies import Actor
from chassis.tokens import invalid
from intake.application.follow_deliveries import note_read
from intake.application.hours_of_place import attendance_of
from intake.application.receive_contacts import Report, receive_contacts
from intake.application.receive_messages import Said, receive_message
from intake.domain.errors import ContactIsClosed
from intake.domain.facts import Facts
from intake.domain.identity import national_id_of
from intake.domain.message import Author, Delivery
from intake.domain.schedules import Place
from intake.domain.words import Channel
from intake.inbound.conversation_teller import VISITORS, Conversation
from intake.inbound.edge import Begin, EdgeTransaction, now
from intake.inbound.presence import WhispersOf, customer_types
from intake.inbound.texts import clean
from intake.inbound.visitor_models import (
    Beginning,
    Receipt,
    VisitorChat,
    Words,
    as_visitor_sees,
)
from intake.inbound.visitor_room import address_of, check_room
from intake.inbound.visitors import Visitor, VisitorOf, as_actor

router = APIRouter(prefix="/api/v1/intake/web-chat/{site}", tags=["web chat"])
PATH = "/api/v1/intake/web-chat"

_MOST_MESSAGES = 500
# What may change is a site that goes, or the end of a chat after days.
_CHECK_SECONDS = 30.0
Since = Annotated[int, Query(ge=0, le=2**31 - 1, description="The newest revision that was read")]


@router.post("/chats", status_code=201)
async def begin_chat(visitor: VisitorOf, body: Beginning, begin: Begin) -> VisitorChat:
    """Begin a chat with its first message. Sent again with the same secret, it is the same chat."""
    at = now()
    facts = Facts(
        started_at=at,
        name=clean(body.name),
        national_id=clean(national_id_of(body.national_id or "")),
    )
    report = Report(visitor.site.source, visitor.chat_id, facts)
    async with begin() as tx:
        await receive_contacts(Channel.CHAT, [report], at, tx)
        await receive_message(_said(visitor, body), at, tx)
        return await _chat(visitor, tx, 0)


@router.post("/messages", status_code=201)
async def write(visitor: VisitorOf, body: Words, begin: Begin) -> VisitorChat:
    """Say something. The same `client_id` again is the same message; 409 once the chat is over."""
    async with begin() as tx:
        await contact_id_of(visitor, tx)
        heard = await receive_message(_said(visitor, body), now(), tx)
        if heard.is_new and heard.contact.ending is not None:
            raise ContactIsClosed
        return await _chat(visitor, tx, 0)


@router.get("/messages")
async def read(visitor: VisitorOf, begin: Begin, since: Since = 0) -> VisitorChat:
    """What was said, or changed, after a revision; the last 500 of it."""
    async with begin() as tx:
        return await _chat(visitor, tx, since)


@router.post("/receipts", status_code=204)
async def receive_receipt(visitor: VisitorOf, body: Receipt, begin: Begin) -> None:
    """Replies up to this revision have arrived, or were seen."""
    async with begin() as tx:
        contact_id = await contact_id_of(visitor, tx)
        await note_read(contact_id, body.revision, Delivery(body.state), now(), tx)


@router.post("/typing", status_code=204)
async def type_on(visitor: VisitorOf, begin: Begin, whispers: WhispersOf) -> None:
    """The visitor is typing; said again every three seconds."""
    async with begin() as tx:
        contact_id = await contact_id_of(visitor, tx)
    await whispers.say(customer_types(contact_id))


@router.get("/stream", responses=DOCUMENTED, response_class=Response)
async def listen(
    visitor: VisitorOf,
    request: Request,
    begin: Begin,
    since: Since = 0,
) -> Response:
    """Server-sent events: `message`, `chat` (its state, and who attends it), `typing`, and `reset`
    (read anew). `since` says where to go on."""
    async with begin() as tx:
        contact_id = await contact_id_of(visitor, tx)
    live, teller = live_of(request), request.app.state.tellers[VISITORS]
    wants = Conversation(contact_id, since, address_of(request))
    room = partial(check_room, live, teller, wants)
    stream = await live.open(teller, wants, as_actor(contact_id), check_room=room)
    async with closed_on_failure(live, stream):
        await teller.catch_up(stream)

    async def may_look() -> Actor:
        async with begin() as tx:
            return as_actor(await contact_id_of(visitor, tx))

    return LiveResponse(live, stream, may_look, _CHECK_SECONDS)


def _said(visitor: Visitor, words: Words) -> Said:
    return Said(
        source=visitor.site.source,
        chat_id=visitor.chat_id,
        message_id=words.client_id,
        author=Author.CUSTOMER,
        author_name=None,
        text=words.said(),
        at=now(),
        attachments=words.attachments,
    )


async def contact_id_of(visitor: Visitor, tx: EdgeTransaction) -> UUID:
    """The contact of a visitor's chat; Unauthenticated where there is none."""
    contact_id = await tx.timelines.chat_of(visitor.site.source, visitor.chat_id)
    if contact_id is None:
        raise invalid()
    return contact_id


async def _chat(visitor: Visitor, tx: EdgeTransaction, since: int) -> VisitorChat:
    contact_id = await contact_id_of(visitor, tx)
    standing = await tx.timelines.standing(contact_id)
    messages = await tx.timelines.changed(contact_id, since, _MOST_MESSAGES)
    place = Place(standing.city, channel=Channel.CHAT)
    hours = await attendance_of(place, now(), tx.rules)
    return VisitorChat(
        state="closed" if standing.is_closed else "open",
        agent=standing.holder,
        messages=[as_visitor_sees(message) for message in messages],
        revision=max((message.revision for message in messages), default=since),
        out_of_hours=not hours.open,
        next_opening=hours.next_opening,
    )
