"""Which contacts of a screen somebody asks for."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chassis.errors import Invalid
from chassis.moments import StorableTime
from chassis.pages import After, Limit, moment, position_of
from intake.application.desk import DeskQuery, Sort
from intake.application.desk_words import words_of
from intake.application.views import ClaimCode, ListedScreen
from intake.domain.words import Channel, State

_NO_NUL = r"^[^\x00]*$"

_SAME = {
    "screen", "state", "claim", "city", "with_inquiries", "channel", "reason", "holder", "since",
    "until", "unidentified", "queue", "sort",
}  # fmt: skip

Words = Annotated[str, Field(min_length=1, max_length=100, pattern=_NO_NUL)]


class Which(BaseModel):
    """The filters of lists, counts, streams and saved views."""

    model_config = ConfigDict(extra="forbid")

    screen: ListedScreen
    state: State | None = None
    claim: ClaimCode | None = None
    city: Annotated[str | None, Field(max_length=300, pattern=_NO_NUL)] = None
    with_inquiries: bool = Field(False, description="On `mine`, inquiries as well")
    channel: Channel | None = None
    reason: Annotated[str | None, Field(max_length=100, pattern=_NO_NUL)] = None
    holder: Annotated[UUID | None, Field(description="Who attends it")] = None
    since: Annotated[StorableTime | None, Field(description="The first moment")] = None
    until: Annotated[StorableTime | None, Field(description="The first moment after")] = None
    unidentified: Annotated[bool | None, Field(description="Whose customer is not known")] = None
    queue: Annotated[
        str | None, Field(max_length=100, pattern=_NO_NUL, description="The desk's queue, by code")
    ] = None
    q: Annotated[Words | None, Field(description="Pieces of a name, a phone, an id, a note")] = None
    sort: Annotated[Sort, Field(description="`waiting`: who waits, longest first")] = "-date"


class Filters(Which):
    """The same, for a page."""

    after: After = None
    limit: Limit = 50


def desk_query(which: Which, viewer_id: UUID, *, limit: int = 0) -> DeskQuery:
    """The question behind the filters; raises Invalid where nothing can answer it."""
    if which.sort == "waiting" and (which.claim in ("mine", "taken") or which.holder):
        raise Invalid("Who is attended does not wait.", code="wrong-filters")
    if which.sort == "waiting" and which.state is State.CLOSED:
        raise Invalid("What is closed does not wait.", code="wrong-filters")
    return DeskQuery(
        viewer_id=viewer_id,
        limit=limit,
        words=None if which.q is None else words_of(which.q),
        **which.model_dump(include=_SAME),
    )


def page_query(filters: Filters, viewer_id: UUID) -> DeskQuery:
    """The same for a page; one row more than it has says whether there are more."""
    query = desk_query(filters, viewer_id, limit=filters.limit + 1)
    position: Any = position_of(filters.after, moment, UUID)
    return replace(query, after=position)
