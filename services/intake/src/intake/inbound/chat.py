"""Conversations with customers: what was said, and answering it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chassis.errors import Invalid
from chassis.live_response import (
    DOCUMENTED,
    LastEventId,
    closed_on_failure,
    live_of,
    live_response,
)
from chassis.policies import Actor
from intake.application.chat import view_of
from intake.application.reply_to_customer import reply_to_customer
from intake.inbound.chat_models import (
    MessagePage,
    MessageSent,
    Replier,
    ReplyToSend,
    Stretch,
    page_of_timeline,
    place_of,
)
from intake.inbound.conversation_teller import OPERATORS, Conversation
from intake.inbound.desk_models import Reader, operator
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.http_mails import ReaderOf
from intake.inbound.presence import operator_is

router = APIRouter(prefix="/api/v1/contacts/{contact_id}", tags=["chats"])


@router.get("/messages")
async def list_messages(
    contact_id: UUID, actor: Reader, stretch: Annotated[Stretch, Query()], begin: Begin
) -> MessagePage:
    """What was said: by the bot first, then by everybody. The newest part, unless told which."""
    if stretch.before and stretch.after:
        raise Invalid("Ask for what is before or after a place, not both.", code="two-cursors")
    before, after = place_of(stretch.before), place_of(stretch.after)
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
        if after is not None:
            timeline = await tx.timelines.after(contact_id, after, stretch.limit)
        else:
            timeline = await tx.timelines.before(contact_id, before, stretch.limit)
    return page_of_timeline(timeline)


@router.post("/messages", status_code=201, response_model=MessageSent)
async def reply(
    contact_id: UUID, body: ReplyToSend, actor: Replier, reader: ReaderOf, edge: Edge
) -> Response:
    """Answer the customer, in the chat or by mail; only the holder can. The same `client_id` again
    is the same reply."""
    address = reader.reply_address if reader else None

    async def work(tx: EdgeTransaction) -> MessageSent:
        await tx.contacts.admit(contact_id, actor, "contacts.reply")
        said, by = body.as_reply(), operator(actor)
        message = await reply_to_customer(contact_id, by, said, now(), tx, address)
        return MessageSent(contact_id=contact_id, message=view_of(message))

    return await edge.answer(201, work)


@router.get("/stream", responses=DOCUMENTED, response_class=Response)
async def watch_conversation(
    contact_id: UUID,
    actor: Reader,
    request: Request,
    begin: Begin,
    since: Annotated[int, Query(ge=0, le=2**31 - 1, description="`revision` of a page")] = 0,
    last_event_id: LastEventId = None,
) -> Response:
    """Server-sent events: `message` (new, or came further), `contact` (its row: who holds it),
    `presence` (who looks, writes or has left, and for how many seconds), `reset` (fetch the page
    anew)."""

    async def admit(viewer: Actor) -> None:
        async with begin() as tx:
            await tx.contacts.admit(contact_id, viewer, "contacts.read")

    await admit(actor)
    live, teller = live_of(request), request.app.state.tellers[OPERATORS]
    stream = await live.open(teller, Conversation(contact_id, since), actor, last_event_id)
    async with closed_on_failure(live, stream):
        await teller.catch_up(stream)
        await request.app.state.whispers.say(operator_is(contact_id, actor, "viewing"))
    return live_response(live, stream, request, "contacts.read", admit)
