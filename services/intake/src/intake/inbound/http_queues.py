"""The queues of the desk."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, RootModel, StrictBool, StrictInt

from chassis.preconditions import IfMatch, version_of
from intake.application.keep_queues import change_queue, create_queue
from intake.application.queue_ports import QueueNow
from intake.domain.queues import OfferMode, Queue
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin, Edge, EdgeTransaction
from intake.inbound.settings_bodies import Channels, Code, KnownCode, Label, Manager, Words, once

router = APIRouter(prefix="/api/v1/contacts", tags=["desk settings"])

QueueShown = RootModel[Queue]
_LONGEST = 60 * 24 * 30


class QueueBody(BaseModel):
    """A queue; no cities, areas or channels mean all of them. Of several that fit, a contact is in
    the one with the lowest position."""

    model_config = ConfigDict(extra="forbid")

    name: Label
    cities: Words = []
    areas: Words = []
    channels: Channels = []
    skills: Words = []
    position: Annotated[StrictInt, Field(ge=0, le=1_000_000)] = 0
    active: StrictBool = True
    offers: OfferMode = OfferMode.OFF
    accept_seconds: Annotated[StrictInt, Field(ge=5, le=3_600)] = 30
    call_back_minutes: Annotated[StrictInt, Field(ge=0, le=_LONGEST)] | None = 30
    retry_minutes: Annotated[StrictInt, Field(ge=1, le=_LONGEST)] = 60
    call_back_attempts: Annotated[StrictInt, Field(ge=1, le=100)] = 3

    def meant(self, code: str) -> Queue:
        """The first version of it."""
        lists = {"cities", "areas", "channels", "skills"}
        fields = self.model_dump(exclude={"code", "offers", *lists})
        return Queue(
            code,
            cities=once(self.cities),
            areas=once(self.areas),
            channels=once(self.channels),
            skills=once(self.skills),
            offers=self.offers.value,
            **fields,
        )


class NewQueue(QueueBody):
    """One that does not exist yet; its code stays, since contacts keep it."""

    code: Code


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A queue, and what waits in it."""

    queue: Queue
    now: QueueNow


class Queues(BaseModel):
    """In the order in which they are tried."""

    items: list[QueueRow]


@router.get("/queues")
async def list_queues(_: Reader, begin: Begin) -> Queues:
    """The queues, with how many wait in each and since when; counting stops at a thousand."""
    async with begin() as tx:
        queues = await tx.settings.queues.all()
        waiting = await tx.waiting.now([each.code for each in queues])
    ordered = sorted(queues, key=lambda each: (each.position, each.code))
    return Queues(items=[QueueRow(each, waiting[each.code]) for each in ordered])


@router.post("/queues", status_code=201, response_model=QueueShown)
async def create(body: NewQueue, _: Manager, edge: Edge) -> Response:
    """A new queue; contacts that fit are put into it when they are next written."""

    async def work(tx: EdgeTransaction) -> RootModel[Queue]:
        return QueueShown(await create_queue(body.meant(body.code), tx))

    return await edge.answer(201, work)


@router.put("/queues/{code}")
async def change(
    code: KnownCode, body: QueueBody, if_match: IfMatch, _: Manager, begin: Begin
) -> Queue:
    """Other rules from now on; 412 (`out-of-date`) if somebody else changed them."""
    after = body.meant(code)
    async with begin() as tx:
        return await change_queue(
            code, version_of(if_match), lambda before: replace(after, version=before.version), tx
        )
