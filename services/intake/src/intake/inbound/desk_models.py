"""What people send to the desk, and what it answers beyond the views."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chassis.pages import After, Limit, position_of
from chassis.policies import Actor, needs
from intake.application.desk import HIGHEST_COUNT, DeskQuery
from intake.application.views import ClaimCode, ListedScreen
from intake.domain.actions import Viewer
from intake.domain.claim import Operator
from intake.domain.words import State

_NO_NUL = r"^[^\x00]*$"

Reader = Annotated[Actor, needs("contacts.read")]
Returner = Annotated[Actor, needs("contacts.read", also=("contacts.force-return",))]
Taker = Annotated[Actor, needs("contacts.take")]
Finisher = Annotated[Actor, needs("contacts.finish")]
Linker = Annotated[Actor, needs("contacts.link")]


class Outcome(BaseModel):
    """How it ended, in the operator's words."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    outcome: Annotated[str, Field(min_length=1, max_length=2_000, pattern=_NO_NUL)]


class CustomerOfContact(BaseModel):
    """Which customer a contact is."""

    model_config = ConfigDict(extra="forbid")

    customer_id: UUID


class DeskCounts(BaseModel):
    """Contacts per screen and state. Counting stops at `highest`: that many means or more."""

    highest: int = HIGHEST_COUNT
    screens: dict[str, dict[State, int]]


class Filters(BaseModel):
    """Which contacts of a screen to list."""

    model_config = ConfigDict(extra="forbid")

    screen: ListedScreen
    state: State | None = None
    claim: ClaimCode | None = None
    city: Annotated[str | None, Field(max_length=300, pattern=_NO_NUL)] = None
    with_inquiries: bool = Field(False, description="On `mine`, inquiries as well")
    after: After = None
    limit: Limit = 50


def desk_query(filters: Filters, viewer_id: UUID) -> DeskQuery:
    """The question behind the filters; one row more than the page says whether there are more."""
    position: Any = position_of(filters.after, _moment, UUID)
    return DeskQuery(
        screen=filters.screen,
        viewer_id=viewer_id,
        limit=filters.limit + 1,
        state=filters.state,
        claim=filters.claim,
        city=filters.city,
        after=position,
        with_inquiries=filters.with_inquiries,
    )


def viewer(actor: Actor) -> Viewer:
    """The actor as the one who looks."""
    return Viewer(actor.account_id, actor.permissions)


def operator(actor: Actor) -> Operator:
    """The actor as the one who attends."""
    return Operator(actor.account_id, actor.name)


def _moment(text: Any) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not UTC and moment.utcoffset() != datetime.now(UTC).utcoffset():
        raise ValueError("not a time of ours")
    return moment
