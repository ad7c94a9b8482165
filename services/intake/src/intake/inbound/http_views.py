"""Saved views of the desk: filters that people use again and again."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from uuid_utils.compat import uuid7

from chassis.errors import Invalid
from chassis.policies import Actor, needs
from intake.application.saved_views import SHARE, SavedView, change_view, drop_view, keep_view
from intake.inbound.desk_filters import Which, desk_query
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.preconditions import IfMatch, etag_of, version_of

router = APIRouter(prefix="/api/v1/contacts/views", tags=["desk"])

Keeper = Annotated[Actor, needs("contacts.read", also=(SHARE,))]
Reader = Annotated[Actor, needs("contacts.read")]


class ViewBody(BaseModel):
    """A name and the filters of a list."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
    filters: Which


class NewView(ViewBody):
    """`shared`: for all operators."""

    shared: StrictBool = False


class ViewShown(BaseModel):
    """A saved view; `version` is its ETag."""

    id: UUID
    name: str
    filters: dict[str, Any]
    shared: bool
    version: int
    changed_at: datetime

    @classmethod
    def of(cls, view: SavedView) -> "ViewShown":
        """As people see it."""
        return cls(
            id=view.id,
            name=view.name,
            filters=dict(view.filters),
            shared=view.owner_id is None,
            version=view.version,
            changed_at=view.changed_at,
        )


@router.get("")
async def list_views(actor: Reader, begin: Begin) -> list[ViewShown]:
    """One's own, then the shared ones."""
    async with begin() as tx:
        return [ViewShown.of(view) for view in await tx.views.all()]


@router.post("", status_code=201, response_model=ViewShown)
async def create_view(body: NewView, actor: Keeper, edge: Edge) -> Response:
    """Keep filters under a name. Sharing them needs `contacts.share-views`."""
    view = _view(body, actor, None if body.shared else actor.account_id)

    async def work(tx: EdgeTransaction) -> ViewShown:
        await keep_view(view, actor, tx.views)
        return ViewShown.of(view)

    return await edge.answer(201, work)


@router.put("/{view_id}")
async def replace_view(
    view_id: UUID,
    body: ViewBody,
    actor: Keeper,
    begin: Begin,
    response: Response,
    if_match: IfMatch = None,
) -> ViewShown:
    """Another name or other filters."""
    seen = version_of(if_match)
    async with begin() as tx:
        view = await change_view(view_id, seen, _view(body, actor, None), actor, tx.views)
    response.headers.update(etag_of(view.version))
    return ViewShown.of(view)


@router.delete("/{view_id}", status_code=204)
async def delete_view(view_id: UUID, actor: Keeper, begin: Begin) -> None:
    """Keep it no longer."""
    async with begin() as tx:
        await drop_view(view_id, actor, tx.views)


def _view(body: ViewBody, actor: Actor, owner_id: UUID | None) -> SavedView:
    if body.filters.q is not None:
        # Whoever is searched for by name or phone is forgotten one day; views last without end.
        raise Invalid("Words that are searched for are not kept in a view.", code="view-with-words")
    # What no list could answer is refused now, not at its first use.
    desk_query(body.filters, actor.account_id)
    filters = body.filters.model_dump(mode="json", exclude_defaults=True)
    return SavedView(uuid7(), owner_id, body.name, filters, 1, now())
