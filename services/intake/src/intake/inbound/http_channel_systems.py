"""Systems that bring contacts: who they are, their keys, and whether they work."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from uuid_utils.compat import uuid7

from chassis.errors import Invalid
from chassis.kept import change
from chassis.policies import Actor, needs
from chassis.preconditions import IfMatch, version_of
from intake.application.channel_systems import register, rotate_key
from intake.application.receive_contacts import Report
from intake.application.try_channel import try_channel
from intake.domain.channel_system import ChannelSystem
from intake.domain.conversation import Line
from intake.domain.facts import Facts
from intake.domain.mail import MAILBOX
from intake.domain.words import Channel
from intake.inbound.channel_answers import ChannelShown, ChannelsShown, shown
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.settings_bodies import Code, KnownCode, Label

router = APIRouter(prefix="/api/v1/intake/channels", tags=["channels"])

SystemManager = Annotated[Actor, needs("channels.manage")]
_TEST_NAME = "PRUEBA"


class ChannelBody(BaseModel):
    """How a channel system is treated."""

    model_config = ConfigDict(extra="forbid")

    label: Label
    enabled: StrictBool = True
    per_second: Annotated[StrictFloat, Field(gt=0, le=100_000)] = 500.0
    burst: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = 10_000
    queue: Label | None = Field(None, description="Of its contacts, where it says none")
    line: Label | None = None
    reason: Label | None = None


class NewChannel(ChannelBody):
    """A system that is not known yet. Without a kind it may use every door but that of mail."""

    code: Code
    kind: Channel | None = None
    address: Annotated[str | None, Field(pattern=MAILBOX)] = Field(
        None, description="The mailbox of one that brings e-mail; answers go to `name+…@`"
    )

    def meant(self) -> ChannelSystem:
        """The first version of it; raises Invalid."""
        if (self.kind is Channel.EMAIL) != (self.address is not None):
            detail = "A channel of e-mail has a mailbox as its `address`, and no other has one."
            raise Invalid(detail, code="wrong-address")
        return ChannelSystem(**self.model_dump())


class ChannelWithKey(BaseModel):
    """The key stands in the address of the door. It is shown this once and never again."""

    channel: ChannelShown
    key: str | None


class Rotation(BaseModel):
    """How long the present key, or secret, goes on beside the next; older ones end at once."""

    model_config = ConfigDict(extra="forbid")

    overlap_hours: Annotated[StrictInt, Field(ge=0, le=7 * 24)] = 24


class TrialBody(BaseModel):
    """Through which door; needed only for a system that may use several."""

    model_config = ConfigDict(extra="forbid")

    door: Literal["call", "chat", "inquiry", "email"] | None = None


class TrialShown(BaseModel):
    """Where the test stood and what it had; it is closed again, with the outcome `test`."""

    contact_id: UUID
    screen: str
    state: str
    queue: str | None
    reason: str | None


@router.get("")
async def list_channels(_: SystemManager, begin: Begin) -> ChannelsShown:
    """All systems, with the keys that open a door now."""
    async with begin() as tx:
        return ChannelsShown(items=[await shown(each, tx) for each in await tx.systems.all()])


# Neither this nor rotating takes an Idempotency-Key: the answer, which holds a secret, would be
# kept. A channel made twice is a conflict.
@router.post("", status_code=201)
async def create(body: NewChannel, _: SystemManager, begin: Begin) -> ChannelWithKey:
    """Let a system in; 409 `code-is-taken`, `address-is-taken`."""
    system = body.meant()
    async with begin() as tx:
        key = await register(system, now(), tx)
        return ChannelWithKey(channel=await shown(system, tx), key=key)


@router.put("/{code}")
async def change_channel(
    code: KnownCode, body: ChannelBody, if_match: IfMatch, _: SystemManager, begin: Begin
) -> ChannelShown:
    """Disable it, or treat it otherwise; known everywhere within seconds. 412 (`out-of-date`) if
    somebody else changed it since it was read."""

    def changed(before: ChannelSystem) -> ChannelSystem:
        return replace(before, **body.model_dump())

    async with begin() as tx:
        return await shown(await change(tx.systems, code, version_of(if_match), changed), tx)


@router.post("/{code}/rotate-key", status_code=201)
async def rotate(code: KnownCode, body: Rotation, _: SystemManager, begin: Begin) -> ChannelWithKey:
    """Another key, and time to bring it to the system."""
    async with begin() as tx:
        key = await rotate_key(code, timedelta(hours=body.overlap_hours), now(), tx)
        return ChannelWithKey(channel=await shown(await tx.systems.get(code), tx), key=key)


@router.post("/{code}/test", response_model=TrialShown)
async def send_test(code: KnownCode, body: TrialBody, _: SystemManager, edge: Edge) -> Response:
    """Put one marked contact through the door and say what became of it."""

    async def work(tx: EdgeTransaction) -> TrialShown:
        kind = (await tx.systems.get(code)).kind
        door = Channel(body.door or kind or Channel.CALL)
        trial = await try_channel(code, door, lambda: _test_report(code, door), now(), tx)
        return TrialShown(**{name: getattr(trial, name) for name in TrialShown.model_fields})

    return await edge.answer(200, work)


def _test_report(code: str, door: Channel) -> Report:
    at = now()
    lines = () if door is Channel.CALL else (Line("customer", _TEST_NAME, at),)
    return Report(code, f"test-{uuid7()}", Facts(started_at=at, name=_TEST_NAME), lines=lines)
