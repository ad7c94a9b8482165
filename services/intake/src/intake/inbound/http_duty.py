"""Who is at the desk: said by operators, seen by their colleagues and by those who run it (I05)."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StrictInt

from chassis.errors import Conflict, Invalid, OutOfDate
from chassis.kept import change
from chassis.preconditions import IfMatch, version_of
from intake.application.duty_ports import Colleague, Duty
from intake.domain.queues import Profile
from intake.inbound.desk_models import Taker, operator
from intake.inbound.edge import Begin, EdgeTransaction
from intake.inbound.settings_bodies import Code, Manager, Words, once

router = APIRouter(prefix="/api/v1/contacts", tags=["desk settings"])

_MOST_COLLEAGUES = 500


class DutySaid(BaseModel):
    """`on` holds for two minutes; a desk that is open says it again before they are over."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["on", "away", "off"]


class ProfileBody(BaseModel):
    """What an operator can do. No queues mean all whose skills they have; `capacity` is how many
    contacts they attend at once before nothing is offered to them any more."""

    model_config = ConfigDict(extra="forbid")

    queues: Annotated[list[Code], Field(max_length=100)] = []
    skills: Words = []
    capacity: Annotated[StrictInt, Field(ge=0, le=100)] = 3


class Colleagues(BaseModel):
    """Those on duty first."""

    items: list[Colleague]


class ProfileShown(BaseModel):
    """A profile; `version` is what a change must send as If-Match."""

    account_id: UUID
    name: str
    queues: list[str]
    skills: list[str]
    capacity: int
    version: int


@router.get("/duty")
async def show_duty(actor: Taker, begin: Begin) -> Duty:
    """Whether I am on duty."""
    async with begin() as tx:
        return await tx.presence.of(actor.account_id)


@router.put("/duty")
async def say_duty(body: DutySaid, actor: Taker, begin: Begin) -> Duty:
    """I am on duty, away, or off. Who says nothing for two minutes is away."""
    async with begin() as tx:
        return await tx.presence.say(operator(actor), body.state)


@router.get("/operators")
async def list_operators(_: Taker, begin: Begin) -> Colleagues:
    """Who is on duty, what they can do, and how busy they are; 500 at most."""
    async with begin() as tx:
        return Colleagues(items=await tx.presence.colleagues(_MOST_COLLEAGUES))


@router.put("/operators/{code}")
async def keep_profile(
    code: Annotated[UUID, Path(description="The account of the operator")],
    body: ProfileBody,
    if_match: IfMatch,
    _: Manager,
    begin: Begin,
) -> ProfileShown:
    """What somebody can do. If-Match is `0` for whoever has no profile yet."""
    async with begin() as tx:
        meant = await _meant(code, body, tx)
        seen = version_of(if_match)
        if seen == 0:
            await _keep_first(meant, tx)
            return _shown(meant)
        after = await change(
            tx.settings.profiles,
            meant.code,
            seen,
            lambda before: replace(meant, version=before.version),
        )
        return _shown(after)


async def _keep_first(meant: Profile, tx: EdgeTransaction) -> None:
    """Whoever comes second has not read what the first said: it is no code that is taken."""
    profiles = tx.settings.profiles
    try:
        await profiles.add(meant)
    except Conflict as error:
        kept = await profiles.get(meant.code)
        raise OutOfDate("Somebody changed this in between.", version=kept.version) from error


async def _meant(account_id: UUID, body: ProfileBody, tx: EdgeTransaction) -> Profile:
    colleague = await tx.operators.find(account_id)
    if colleague is None:
        detail = "There is no such account, or it may not attend contacts."
        raise Invalid(detail, code="cannot-attend")
    known = {each.code for each in await tx.settings.queues.all()}
    unknown = sorted(set(body.queues) - known)
    if unknown:
        # In queues that do not exist nothing would ever be offered to them, and nobody told why.
        raise Invalid(f"There is no queue {', '.join(unknown)}.", code="unknown-queue")
    lists = once(body.queues), once(body.skills)
    return Profile(str(account_id), colleague.name, *lists, body.capacity)


def _shown(profile: Profile) -> ProfileShown:
    return ProfileShown(
        account_id=UUID(profile.code),
        name=profile.name,
        queues=list(profile.queues),
        skills=list(profile.skills),
        capacity=profile.capacity,
        version=profile.version,
    )
