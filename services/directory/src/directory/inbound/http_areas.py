"""The areas of the company (B12)."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, StrictBool, StringConstraints

from chassis.policies import AnyAccount, needs
from directory.application.manage_areas import change_area, create_area
from directory.domain.area import Area
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.fields import ChangedFields, Line
from directory.inbound.http_accounts import BeginTx
from directory.inbound.preconditions import Seen

router = APIRouter(prefix="/api/v1/areas", tags=["areas"])

MANAGE = needs("areas.manage")
_CODE = r"^[a-z0-9][a-z0-9-]{0,59}$"
NewCode = Annotated[str, StringConstraints(pattern=_CODE)]
# Areas that were words on accounts before they were areas may be written in any way.
KnownCode = Annotated[str, Path(max_length=60, description="The code of the area")]


class NewArea(BaseModel):
    """A team. Tickets, orders and accounts hold its code, which stays; its name may change."""

    model_config = ConfigDict(extra="forbid")

    code: NewCode
    name: Line


class AreaChanges(ChangedFields):
    """The fields that become different. What is in an area that is switched off stays there; only
    nothing and nobody new comes in."""

    name: Line | None = None
    active: StrictBool | None = None


class AreaShown(BaseModel):
    """An area; `active` says whether accounts can be put into it."""

    code: str
    name: str
    active: bool
    version: int


@router.get("")
async def list_areas(_: AnyAccount, begin: BeginTx) -> list[AreaShown]:
    """All areas in the order of their codes, those switched off too: old tickets name them."""
    async with begin() as tx:
        return [_shown(area) for area in await tx.areas.all()]


@router.post("", status_code=201, dependencies=[MANAGE], response_model=AreaShown)
async def create(body: NewArea, edge: Edge) -> Response:
    """A new area."""

    async def work(tx: EdgeTransaction) -> AreaShown:
        return _shown(await create_area(body.code, body.name, tx))

    return await edge.answer(201, work)


@router.patch("/{code}", dependencies=[MANAGE])
async def change(code: KnownCode, body: AreaChanges, begin: BeginTx, seen: Seen) -> AreaShown:
    """Give it another name, switch it off, or on again."""
    async with begin() as tx:
        return _shown(await change_area(code, body.name, body.active, tx, seen))


def _shown(area: Area) -> AreaShown:
    return AreaShown(code=area.code, name=area.name, active=area.active, version=area.version)
