"""Finished tickets ask their requesters how it was (B58); what goes on asks nobody yet."""

from collections.abc import Sequence
from datetime import datetime

from uuid_utils.compat import uuid7

from tickets.application.survey_ports import SurveyForms, Surveys
from tickets.domain.events import (
    CustomerLinked,
    TicketAssigned,
    TicketEvent,
    TicketFinished,
    TicketReopened,
)
from tickets.domain.lifecycle import State
from tickets.domain.survey import Respondent, Survey, respondent_of
from tickets.domain.survey_form import form_for
from tickets.domain.survey_link import SurveyLink, new_link
from tickets.domain.ticket import Ticket


async def follow_ticket(
    ticket: Ticket, events: Sequence[TicketEvent], forms: SurveyForms, surveys: Surveys
) -> None:
    """What its events mean for its survey. A ticket is asked about once, however often it is
    finished; the one who answered is not asked again."""
    for event in events:
        match event:
            case TicketReopened():
                await surveys.withdraw(ticket.id)
            case TicketFinished(stamp=stamp):
                await _ask(ticket, stamp.at, forms, surveys)
            case CustomerLinked(stamp=stamp):
                await _pass_on(ticket, stamp.at, forms, surveys)
            # Before it was finished for the first time nobody was asked.
            case TicketAssigned() if ticket.reopen_count:
                await surveys.follow_owner(ticket.id)
            case _:
                pass


async def _ask(ticket: Ticket, at: datetime, forms: SurveyForms, surveys: Surveys) -> None:
    respondent = respondent_of(ticket)
    if respondent is None:
        return
    form = form_for(ticket.report.category, await forms.all())
    if form is not None:
        survey = Survey.ask(uuid7(), ticket.id, form, respondent, at)
        await surveys.ask(survey, _link_for(respondent, at))


async def _pass_on(ticket: Ticket, at: datetime, forms: SurveyForms, surveys: Surveys) -> None:
    respondent = respondent_of(ticket)
    if respondent is not None:
        await surveys.pass_on(ticket.id, respondent, _link_for(respondent, at))
    if ticket.state is State.FINISHED:
        await _ask(ticket, at, forms, surveys)


def _link_for(respondent: Respondent, at: datetime) -> SurveyLink | None:
    # Who is no customer entered with an account, and finds what they are asked there.
    return None if respondent.customer_id is None else new_link(at)
