"""The tree of reasons: read by everybody at the desk, kept by those who run it (X19)."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from chassis.preconditions import IfMatch, version_of
from intake.application.classify_contact import classify_contact
from intake.application.keep_reasons import change_reason, create_reason
from intake.application.views import ContactRow
from intake.domain.reasons import Reason, ReasonTree
from intake.domain.words import Channel
from intake.inbound.desk_models import Reader, Taker, operator
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.row_answers import row_after
from intake.inbound.settings_bodies import Channels, Code, KnownCode, Label, Manager, Words, once

router = APIRouter(prefix="/api/v1/contacts", tags=["desk settings"])

# The catalogue is the tickets': what it does not have, or no more, gives tickets no category.
Category = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"
    ),
]


class ReasonBody(BaseModel):
    """A reason; no channels or areas mean all of them."""

    model_config = ConfigDict(extra="forbid")

    label: Label
    parent: Code | None = Field(None, description="The more general reason this one is part of")
    nature: Literal["complaint", "inquiry"] | None = None
    kind: Literal["administrative", "technical"] | None = None
    channels: Channels = []
    areas: Words = []
    position: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    active: StrictBool = True
    category: Category | None = Field(
        None,
        description="The category of tickets about it; those below have it where they say none",
    )

    def meant(self, code: str) -> Reason:
        """The first version of it."""
        fields = self.model_dump(exclude={"channels", "areas", "code"})
        return Reason(code, channels=once(self.channels), areas=once(self.areas), **fields)


class NewReason(ReasonBody):
    """One that does not exist yet; its code stays, since contacts keep it."""

    code: Code


class ReasonShown(BaseModel):
    """A reason and how deep it stands; `version` is what a change must send as If-Match."""

    code: str
    label: str
    parent: str | None
    nature: str | None
    kind: str | None
    channels: list[str]
    areas: list[str]
    position: int
    active: bool
    version: int
    category: str | None
    depth: int = 0


class ReasonsShown(BaseModel):
    """Each general reason before its own."""

    items: list[ReasonShown]


class ReasonOfContact(BaseModel):
    """What a contact is about."""

    model_config = ConfigDict(extra="forbid")

    reason: Code


@router.get("/reasons")
async def list_reasons(
    _: Reader,
    begin: Begin,
    channel: Channel | None = None,
    area: Annotated[str | None, Query(max_length=200)] = None,
    inactive: Annotated[bool, Query(description="Also those not chosen any more")] = False,
) -> ReasonsShown:
    """What contacts of a channel can be about, as a tree in its order."""
    async with begin() as tx:
        # Whoever asks for all of them keeps them, and has to see what they have just changed.
        kept = ReasonTree.of(await tx.settings.reasons.all()) if inactive else None
        tree = kept or (await tx.rules.now()).reasons
    return ReasonsShown(
        items=[
            _shown(reason, depth)
            for reason, depth in tree.in_order()
            if reason.is_of(channel, area) and (inactive or reason.active)
        ]
    )


@router.post("/reasons", status_code=201, response_model=ReasonShown)
async def create(body: NewReason, _: Manager, edge: Edge) -> Response:
    """A new reason."""

    async def work(tx: EdgeTransaction) -> ReasonShown:
        return _shown(await create_reason(body.meant(body.code), tx))

    return await edge.answer(201, work)


@router.put("/reasons/{code}")
async def change(
    code: KnownCode, body: ReasonBody, if_match: IfMatch, _: Manager, begin: Begin
) -> ReasonShown:
    """Name it anew, move it, or have it not chosen any more; contacts that have it keep it. 412
    (`out-of-date`) if somebody else changed it since it was read."""

    def changed(before: Reason) -> Reason:
        return replace(body.meant(code), version=before.version)

    async with begin() as tx:
        return _shown(await change_reason(code, version_of(if_match), changed, tx))


@router.post("/{contact_id}/reason", response_model=ContactRow)
async def classify(contact_id: UUID, body: ReasonOfContact, actor: Taker, edge: Edge) -> Response:
    """Say what it is about; only its holder can (C06)."""
    use_case = partial(classify_contact, contact_id, body.reason, operator(actor), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.take")


def _shown(reason: Reason, depth: int = 0) -> ReasonShown:
    values = {name: getattr(reason, name) for name in ReasonShown.model_fields if name != "depth"}
    return ReasonShown(depth=depth, **values)
