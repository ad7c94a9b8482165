"""Who looks at a contact, and who is writing in it: told to whoever looks too, or has it in a list,
and kept nowhere."""

import math
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from chassis.errors import TooMany
from chassis.live import Whisper
from chassis.policies import Actor
from chassis.rate_limits import Rate
from chassis.whispers import Whispers
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin

router = APIRouter(prefix="/api/v1/contacts/{contact_id}", tags=["chats"])

# A screen says it again while it lasts: whoever comes later learns of it by that.
_SECONDS = {"viewing": 30, "typing": 6, "writing": 6, "left": 0}
# Whoever goes through a list by its keys comes to contacts and leaves them several times a second.
_OFTEN = Rate(per_second=5, burst=100)


class Presence(BaseModel):
    """What the sender is doing with the contact at this moment: looking at it, typing to the
    customer, writing what is for the desk alone; or that they have left."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["viewing", "typing", "writing", "left"]


def whispers_of(request: Request) -> Whispers:
    """Dependency: what may be lost, of this process."""
    whispers: Whispers = request.app.state.whispers
    return whispers


WhispersOf = Annotated[Whispers, Depends(whispers_of)]


async def _careful(request: Request, actor: Reader) -> Actor:
    """A script must not make all lists of the desk blink, nor ask for every contact there is."""
    wait = await request.app.state.rate_limiter.spend(f"presence:{actor.account_id}", _OFTEN)
    if wait:
        detail = "Said too often. Nothing is lost by it; say it again later."
        raise TooMany(detail, code="too-many-requests", retry_after=math.ceil(wait / 1_000))
    return actor


@router.post("/presence", status_code=204)
async def be_present(
    contact_id: UUID,
    body: Presence,
    actor: Annotated[Actor, Depends(_careful)],
    begin: Begin,
    whispers: WhispersOf,
) -> None:
    """R05: say it every 20 seconds while viewing, every 3 while typing or writing, once when
    leaving. Who says nothing more has left half a minute later."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
    await whispers.say(operator_is(contact_id, actor, body.state))


def operator_is(contact_id: UUID, actor: Actor, state: str) -> Whisper:
    """Of somebody at the desk."""
    return _whisper(contact_id, actor.account_id, "operator", actor.name, state)


def customer_types(contact_id: UUID) -> Whisper:
    """Of the customer."""
    return _whisper(contact_id, contact_id, "customer", "", "typing")


def _whisper(contact_id: UUID, by: UUID, kind: str, name: str, state: str) -> Whisper:
    return {
        "contact_id": str(contact_id),
        "by": str(by),
        "kind": kind,
        "name": name,
        "state": state,
        "seconds": _SECONDS[state],
    }
