"""What the use-cases of surveys need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.kept import Kept
from tickets.application.survey_views import LinkedSurvey, SurveyDetail, SurveyRow, SurveyState
from tickets.domain.people import Person
from tickets.domain.survey import Respondent, Survey
from tickets.domain.survey_form import SurveyForm
from tickets.domain.survey_link import SurveyLink


class SurveyForms(Kept[SurveyForm], Protocol):
    """The forms of surveys."""

    async def hold_still(self) -> None:
        """Nobody else changes any form until the commit."""
        ...


class Surveys(Protocol):
    """The surveys themselves."""

    async def ask(self, survey: Survey, link: SurveyLink | None) -> None:
        """Keep it, unless its ticket has one; with a link, have the customer written to."""
        ...

    async def withdraw(self, ticket_id: UUID) -> None:
        """The ticket's survey, unless it is answered, is not there any more."""
        ...

    async def pass_on(
        self, ticket_id: UUID, respondent: Respondent, link: SurveyLink | None
    ) -> None:
        """The ticket's survey, unless it is answered or asks them already, asks somebody else; the
        link that was sent before leads nowhere."""
        ...

    async def follow_owner(self, ticket_id: UUID) -> None:
        """The ticket is somebody else's now: who sees it sees what it was asked about."""
        ...

    async def get(self, survey_id: UUID, by: Person) -> Survey:
        """One this person sees, locked; raises NotFound."""
        ...

    async def by_link(self, digest: bytes, at: datetime) -> Survey:
        """The one that the token with this digest opens at that moment, locked; raises NotFound."""
        ...

    async def save_answers(self, survey: Survey) -> None:
        """Keep how it was answered and tell others."""
        ...


@dataclass(frozen=True)
class SurveyFilter:
    """What a list is narrowed to; conditions combine. `mine` are those that ask whoever looks."""

    state: SurveyState | None = None
    form: str | None = None
    ticket_id: UUID | None = None
    mine: bool = False


class SurveyReads(Protocol):
    """What people look at: users what they are asked, staff what they see the ticket of."""

    async def list(
        self, wanted: SurveyFilter, person: Person, *, below: UUID | None, limit: int
    ) -> Sequence[SurveyRow]:
        """Newest first; one more row than `limit` if any."""
        ...

    async def find(self, survey_id: UUID, person: Person) -> SurveyDetail:
        """One survey; raises NotFound."""
        ...

    async def by_link(self, digest: bytes, at: datetime) -> LinkedSurvey:
        """The one that the token with this digest opens at that moment; raises NotFound."""
        ...
