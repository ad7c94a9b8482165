"""Questions to the desk that people keep: their own, and those all operators share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from chassis.errors import Conflict, Forbidden, NotFound, OutOfDate

SHARE = "contacts.share-views"
MOST_OWN = 50
MOST_SHARED = 100


@dataclass(frozen=True, slots=True)
class SavedView:
    """`filters` are those of a list. Without an owner it is everybody's."""

    id: UUID
    owner_id: UUID | None
    name: str
    filters: Mapping[str, Any]
    version: int
    changed_at: datetime


class Keeper(Protocol):
    """Who keeps a view."""

    @property
    def account_id(self) -> UUID: ...
    def may(self, permission: str) -> bool: ...


class SavedViews(Protocol):
    """What this person sees of them."""

    async def all(self) -> list[SavedView]:
        """Their own and the shared ones, by name."""

    async def get(self, view_id: UUID) -> SavedView | None:
        """One, locked."""

    async def count(self, owner_id: UUID | None) -> int:
        """How many somebody has; nobody else adds one meanwhile."""

    async def put(self, view: SavedView) -> bool:
        """Keep it as it is now; False where its owner has another of that name."""

    async def drop(self, view_id: UUID) -> None:
        """Keep it no longer."""


async def keep_view(view: SavedView, keeper: Keeper, views: SavedViews) -> None:
    """Raises Forbidden, Conflict."""
    _admit(view, keeper)
    most = MOST_SHARED if view.owner_id is None else MOST_OWN
    if await views.count(view.owner_id) >= most:
        raise Conflict(f"There are {most} views; drop one first.", code="too-many-views")
    await _put(view, views)


async def change_view(
    view_id: UUID, seen: int, change: SavedView, keeper: Keeper, views: SavedViews
) -> SavedView:
    """Give a view the name and filters of `change`, decided on version `seen`; raises NotFound,
    Forbidden, OutOfDate, Conflict."""
    view = await _get(view_id, views)
    _admit(view, keeper)
    if view.version != seen:
        raise OutOfDate("Somebody changed this view. Look at it again.")
    changed = replace(change, id=view.id, owner_id=view.owner_id, version=view.version + 1)
    await _put(changed, views)
    return changed


async def drop_view(view_id: UUID, keeper: Keeper, views: SavedViews) -> None:
    """Raises NotFound, Forbidden."""
    view = await _get(view_id, views)
    _admit(view, keeper)
    await views.drop(view.id)


async def _get(view_id: UUID, views: SavedViews) -> SavedView:
    view = await views.get(view_id)
    if view is None:
        raise NotFound("There is no such view.")
    return view


async def _put(view: SavedView, views: SavedViews) -> None:
    if not await views.put(view):
        raise Conflict("There is a view of this name.", code="name-is-taken")


def _admit(view: SavedView, keeper: Keeper) -> None:
    if view.owner_id is None and not keeper.may(SHARE):
        raise Forbidden(f"This needs the permission {SHARE}.", permission=SHARE)
