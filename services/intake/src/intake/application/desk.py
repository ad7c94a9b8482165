"""Questions people ask the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.reach import Who
from intake.application.views import ClaimCode, ContactDetail, ListedScreen, StoredContact
from intake.domain.actions import Viewer
from intake.domain.conversation import Line
from intake.domain.words import State

Counts = Mapping[ListedScreen, Mapping[State, int]]

# Nobody reads beyond it, and counting stops there: a badge costs the same on every day.
HIGHEST_COUNT = 1_000


@dataclass(frozen=True, slots=True)
class DeskQuery:
    """A page of a screen: at most `limit` rows after (date, id), the newest first.

    `state` and `city` of None mean any. `mine` shows calls and chats, and inquiries if asked for.
    """

    screen: ListedScreen
    viewer_id: UUID
    limit: int
    state: State | None = None
    claim: ClaimCode | None = None
    city: str | None = None
    after: tuple[datetime, UUID] | None = None
    with_inquiries: bool = False


class Desk(Protocol):
    """Reads of what somebody sees; nothing is locked."""

    async def page(self, query: DeskQuery, who: Who) -> list[StoredContact]:
        """Up to `limit` rows."""

    async def row(self, contact_id: UUID, who: Who) -> StoredContact:
        """One contact as a list shows it; raises NotFound."""

    async def detail(self, contact_id: UUID, viewer: Viewer, who: Who) -> ContactDetail:
        """Everything known of one contact; raises NotFound."""

    async def transcript(self, contact_id: UUID, who: Who) -> Sequence[Line]:
        """What was said before a person came; raises NotFound."""

    async def counts(self, who: Who) -> Counts:
        """Contacts per screen and state, none higher than HIGHEST_COUNT."""
