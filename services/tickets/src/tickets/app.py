"""The service, wired."""

from functools import partial

from chassis.definition import Definition
from chassis.privacy_answers import Answers
from contracts.privacy import WORDS
from tickets.application.ports import Transaction
from tickets.inbound import (
    http_categories,
    http_commands,
    http_customers,
    http_reads,
    http_survey_forms,
    http_survey_links,
    http_surveys,
    http_units,
)
from tickets.inbound.messages import handles
from tickets.inbound.timers import on_auto_close
from tickets.outbound.auto_close import AUTO_CLOSE
from tickets.outbound.privacy import PERSONAL
from tickets.outbound.transaction import shape_transaction
from tickets.settings import Settings


def define(settings: Settings) -> Definition[Transaction]:
    """What makes this service different from the others."""
    privacy = Answers("tickets", PERSONAL, WORDS)
    return Definition(
        name="tickets",
        title="Tero: tickets",
        shape=partial(shape_transaction, auto_close_days=settings.auto_close_days),
        routers=[
            http_customers.router,
            http_categories.router,
            http_survey_forms.router,
            http_surveys.router,
            http_survey_links.router,
            http_reads.router,
            http_commands.router,
            http_units.router,
        ],
        handles=[
            *handles(contact_area=settings.contact_area),
            *privacy.handles,
        ],
        timers={
            AUTO_CLOSE: partial(on_auto_close, closing_text=settings.auto_closing_text),
            **privacy.timers,
        },
    )
