"""Who looks at a conversation, and who is typing: told to whoever looks too, and kept nowhere."""

from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from chassis.live import Live
from chassis.policies import Actor
from chassis.whispers import Whispers
from intake.inbound.conversation_teller import OPERATORS, VISITORS, Whisper
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin

router = APIRouter(prefix="/api/v1/contacts/{contact_id}", tags=["chats"])

# A screen says it again while it lasts: whoever comes later learns of it by that.
_SECONDS = {"viewing": 30, "typing": 6}


class Presence(BaseModel):
    """What the sender is doing with the contact at this moment."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["viewing", "typing"]


def whispers_of(request: Request) -> Whispers:
    """Dependency: what may be lost, of this process."""
    whispers: Whispers = request.app.state.whispers
    return whispers


WhispersOf = Annotated[Whispers, Depends(whispers_of)]


@router.post("/presence", status_code=204)
async def be_present(
    contact_id: UUID, body: Presence, actor: Reader, begin: Begin, whispers: WhispersOf
) -> None:
    """R05: say it every 20 seconds while viewing, every 3 while typing."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
    await whispers.say(operator_is(contact_id, actor, body.state))


def operator_is(contact_id: UUID, actor: Actor, state: str) -> Whisper:
    """Of somebody at the desk."""
    return _whisper(contact_id, actor.account_id, "operator", actor.name, state)


def customer_types(contact_id: UUID) -> Whisper:
    """Of the customer."""
    return _whisper(contact_id, contact_id, "customer", "", "typing")


def spread(live: Live, tellers: Any, words: Whisper) -> None:
    """To all who look at this conversation in this process."""
    for name in (OPERATORS, VISITORS):
        teller = tellers[name]
        teller.whisper(words, live.streams_of(teller))


def hear_whispers(request: Request) -> None:
    """Dependency of streams: from the first one on, they hear what may be lost."""
    state = request.app.state
    if not getattr(state, "streams_hear_whispers", False):
        state.streams_hear_whispers = True
        state.whispers.hear(partial(spread, state.live, state.tellers))


def _whisper(contact_id: UUID, by: UUID, kind: str, name: str, state: str) -> Whisper:
    return {
        "contact_id": str(contact_id),
        "by": str(by),
        "kind": kind,
        "name": name,
        "state": state,
        "seconds": _SECONDS[state],
    }
