"""What people send to the desk, and what it answers beyond the views."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from chassis.policies import Actor, needs
from intake.application.call_back_ports import CallBackCounts
from intake.application.desk import HIGHEST_COUNT, Counts
from intake.domain.actions import Viewer
from intake.domain.claim import Operator
from intake.domain.words import State

_NO_NUL = r"^[^\x00]*$"

Reader = Annotated[Actor, needs("contacts.read")]
Returner = Annotated[Actor, needs("contacts.read", also=("contacts.force-return",))]
Taker = Annotated[Actor, needs("contacts.take")]
Finisher = Annotated[Actor, needs("contacts.finish", also=("tickets.finish",))]
Linker = Annotated[Actor, needs("contacts.link")]


class Outcome(BaseModel):
    """How it ended, in the operator's words. With a `resolution` its ticket is finished, too."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    outcome: Annotated[str, Field(min_length=1, max_length=2_000, pattern=_NO_NUL)]
    resolution: Annotated[str, Field(min_length=1, max_length=20_000, pattern=_NO_NUL)] | None = (
        None
    )


class CustomerOfContact(BaseModel):
    """Which customer a contact is."""

    model_config = ConfigDict(extra="forbid")

    customer_id: UUID


class DeskCounts(BaseModel):
    """Contacts per screen and state, and who is to be called back. Counting stops at `highest`:
    that many means or more."""

    highest: int = HIGHEST_COUNT
    screens: dict[str, dict[State, int]]
    call_backs: CallBackCounts

    @classmethod
    def of(cls, counts: Counts, call_backs: CallBackCounts) -> "DeskCounts":
        """As they are told."""
        screens = {screen: dict(states) for screen, states in counts.items()}
        return cls(screens=screens, call_backs=call_backs)


class StateCounts(BaseModel):
    """Contacts per state that a list would show, among the newest 20,000 of each state. Counting
    stops at `highest`: that many means or more."""

    highest: int = HIGHEST_COUNT
    states: dict[State, int]


def viewer(actor: Actor) -> Viewer:
    """The actor as the one who looks."""
    return Viewer(actor.account_id, actor.permissions)


def operator(actor: Actor) -> Operator:
    """The actor as the one who attends."""
    return Operator(actor.account_id, actor.name)
