"""What the use-cases of proposals need of the outside, and what people see of proposals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from directory.domain.proposal import Field, Proposed, State


@dataclass(frozen=True)
class Said:
    """All that one contact proposes now, and who wrote it down there."""

    contact_id: UUID
    customer_id: UUID
    account_id: UUID
    account_name: str
    at: datetime
    proposed: Mapping[Field, Proposed]


@dataclass(frozen=True)
class Decider:
    """Who decides on a proposal."""

    id: UUID
    name: str


# Nobody reads beyond it, and counting stops there.
HIGHEST_COUNT = 1_000


@dataclass(frozen=True)
class ProposalCount:
    """How many wait for a decision. Counting stops at `highest`: that many means or more."""

    open: int
    highest: int = HIGHEST_COUNT


@dataclass(frozen=True)
class ProposedView:
    """One datum: what it should become, what the desk had known, and what stands here now."""

    field: Field
    new: str
    old: str | None
    current: list[str]


@dataclass(frozen=True)
class ProposalView:
    """A proposal as people see it; `version` is what a decision must send as If-Match."""

    proposal_id: UUID
    contact_id: UUID
    customer_id: UUID
    customer_number: str
    customer_name: str
    state: State
    version: int
    fields: list[ProposedView]
    proposed_at: datetime
    proposed_by: UUID
    proposed_by_name: str
    decided_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str | None
    reason: str | None

    @property
    def proposed(self) -> dict[Field, Proposed]:
        """What is to be taken over."""
        return {each.field: Proposed(each.new, each.old) for each in self.fields}


class Proposals(Protocol):
    """What the desk proposes. Lists answer one row more than asked for, if there is one."""

    async def keep(self, said: Said) -> None:
        """In place of what this contact proposed before, if nobody has decided on that; nothing for
        customers nobody knows."""

    async def withdraw(self, contact_id: UUID) -> None:
        """This contact proposes nothing any more."""

    async def get(self, customer_id: UUID, proposal_id: UUID) -> ProposalView:
        """One of a customer, or of somebody merged into them, held until the transaction ends;
        NotFound."""

    async def page(
        self, customer_id: UUID | None, state: State | None, after: UUID | None, limit: int
    ) -> list[ProposalView]:
        """Of one customer, or of all; the newest first."""

    async def count(self) -> ProposalCount:
        """Those that nobody has decided on."""

    async def settle(
        self, proposal: ProposalView, state: State, by: Decider, reason: str | None
    ) -> None:
        """It is decided; tells the desk."""
