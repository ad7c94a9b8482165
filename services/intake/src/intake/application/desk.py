"""Questions people ask the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from chassis.reach import Who
from intake.application.desk_words import Words
from intake.application.views import ClaimCode, ContactDetail, ListedScreen, StoredContact
from intake.domain.actions import Viewer
from intake.domain.conversation import Line
from intake.domain.words import Channel, State

Counts = Mapping[ListedScreen, Mapping[State, int]]

# Nobody reads beyond it, and counting stops there: a badge costs the same on every day.
HIGHEST_COUNT = 1_000


Sort = Literal["-date", "date", "waiting"]
"""Newest first; oldest first; or only those nobody attends, who waits longest first."""


@dataclass(frozen=True, slots=True)
class DeskQuery:
    """A page of a screen: at most `limit` rows after (date, id), in the order of `sort`.

    What is None does not matter. `mine` shows calls and chats, and inquiries if asked for. `since`
    and `until` (which itself is out) bound the date; `words` are what somebody remembers.
    """

    screen: ListedScreen
    viewer_id: UUID
    limit: int
    state: State | None = None
    claim: ClaimCode | None = None
    city: str | None = None
    after: tuple[datetime, UUID] | None = None
    with_inquiries: bool = False
    channel: Channel | None = None
    reason: str | None = None
    holder: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    unidentified: bool | None = None
    words: Words | None = None
    queue: str | None = None
    sort: Sort = "-date"

    @property
    def only_free(self) -> bool:
        """Whether what somebody attends is left out."""
        return self.claim == "free" or self.sort == "waiting"

    @property
    def may_be_rare(self) -> bool:
        """Whether few contacts may have what is asked for, and no index leads to them: they are
        looked for among all others."""
        looked_at = (self.city, self.reason, self.channel, self.queue, self.unidentified)
        return any(each is not None for each in (*looked_at, self.words)) or self.claim == "taken"

    @property
    def depends_on_viewer(self) -> bool:
        """Whether another viewer's answer may be another."""
        return self.screen == "mine" or self.claim in ("mine", "taken")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a list. `reached` is how far was looked where that is not the end of the list:
    (date, id), behind which there may be more."""

    rows: Sequence[StoredContact]
    reached: tuple[datetime, UUID] | None = None


class Desk(Protocol):
    """Reads of what somebody sees; nothing is locked."""

    async def page(self, query: DeskQuery, who: Who) -> Stretch:
        """Up to `limit` rows."""

    async def changed(
        self, ids: Sequence[UUID], queries: Sequence[DeskQuery], who: Who
    ) -> Mapping[UUID, tuple[StoredContact, frozenset[DeskQuery]]]:
        """Those of these contacts that are seen, each with those questions it answers."""

    async def row(self, contact_id: UUID, who: Who) -> StoredContact:
        """One contact as a list shows it; raises NotFound."""

    async def detail(self, contact_id: UUID, viewer: Viewer, who: Who) -> ContactDetail:
        """Everything known of one contact; raises NotFound."""

    async def transcript(self, contact_id: UUID, who: Who) -> Sequence[Line]:
        """What was said before a person came; raises NotFound."""

    async def counts(self, who: Who) -> Counts:
        """Contacts per screen and state, none higher than HIGHEST_COUNT."""

    async def counts_of(self, viewers: Sequence[UUID], who: Who) -> Mapping[UUID, Counts]:
        """The same for several who see alike."""

    async def count(self, query: DeskQuery, who: Who) -> Mapping[State, int]:
        """Contacts per state that answer a question, whatever state it asks for."""
