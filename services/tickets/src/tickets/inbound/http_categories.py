"""The catalogue of problems and requirements (B13, B14)."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, StrictBool

from chassis.policies import AnyAccount, needs
from chassis.preconditions import IfMatch, version_of
from tickets.application.keep_categories import (
    change_category,
    create_category,
    list_categories,
    remove_category,
)
from tickets.application.ports import Transaction
from tickets.domain.category import Category, Kind
from tickets.inbound.catalogue_bodies import Codes, KnownCode, Name, NewCode, once
from tickets.inbound.edge import Edge, OpenTransaction
from tickets.inbound.fields import Code

router = APIRouter(prefix="/api/v1/tickets", tags=["catalogues of tickets"])

MANAGE = needs("categories.manage")
OfArea = Annotated[Code | None, Query(description="What tickets of this area can be about")]


class CategoryBody(BaseModel):
    """What tickets can be about; no areas mean all of them."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    name: Name
    areas: Codes = []
    for_customers: StrictBool = True
    active: StrictBool = True

    def meant(self, code: str) -> Category:
        """The first version of it."""
        return Category(
            code, self.kind, self.name, once(self.areas), self.for_customers, self.active
        )


class NewCategory(CategoryBody):
    """One that does not exist yet; its code stays, since tickets keep it."""

    code: NewCode


class CategoryShown(BaseModel):
    """A problem or a requirement; `version` is what a change must send as If-Match."""

    code: str
    kind: Kind
    name: str
    areas: list[str]
    for_customers: bool
    active: bool
    version: int


class CategoriesShown(BaseModel):
    """In the order of their codes."""

    items: list[CategoryShown]


@router.get("/categories")
async def list_all(
    actor: AnyAccount,
    begin: OpenTransaction,
    area: Annotated[
        Code | None, Query(description="What tickets of this area can be about")
    ] = None,
    inactive: Annotated[bool, Query(description="Also those not chosen any more")] = False,
) -> CategoriesShown:
    """What tickets can be about. Customers are shown what is for them (E24)."""
    async with begin() as tx:
        found = await list_categories(actor, area, inactive=inactive, tx=tx)
    return CategoriesShown(items=[_shown(each) for each in found])


@router.post("/categories", status_code=201, dependencies=[MANAGE], response_model=CategoryShown)
async def create(body: NewCategory, edge: Edge) -> Response:
    """A new problem or requirement."""

    async def work(tx: Transaction) -> CategoryShown:
        return _shown(await create_category(body.meant(body.code), tx))

    return await edge.answer(201, work)


@router.put("/categories/{code}", dependencies=[MANAGE])
async def change(
    code: KnownCode, body: CategoryBody, if_match: IfMatch, begin: OpenTransaction
) -> CategoryShown:
    """Name it anew, move it, or have it not chosen any more; tickets that have it keep it. 412
    (`out-of-date`) if somebody else changed it since it was read."""

    def changed(before: Category) -> Category:
        return replace(body.meant(code), version=before.version)

    async with begin() as tx:
        return _shown(await change_category(code, version_of(if_match), changed, tx))


@router.delete("/categories/{code}", status_code=204, dependencies=[MANAGE])
async def remove(code: KnownCode, if_match: IfMatch, begin: OpenTransaction) -> None:
    """Not chosen any more (B15). It stays in the catalogue, where it can be made active again."""
    async with begin() as tx:
        await remove_category(code, version_of(if_match), tx)


def _shown(category: Category) -> CategoryShown:
    return CategoryShown(**{**vars(category), "areas": list(category.areas)})
