"""Intake, assembled."""

from chassis.definition import Definition
from chassis.privacy_answers import answers
from chassis.rate_limits import Kind
from contracts.privacy import WORDS
from intake.inbound import customers, doors, http
from intake.inbound.channel_keys import load_channel_keys
from intake.inbound.messages import subscriptions
from intake.inbound.phones import Phones
from intake.inbound.reports import Reports
from intake.outbound.privacy import PERSONAL
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings


def define(settings: Settings) -> Definition[IntakeTransaction]:
    """The service for these settings."""
    phones = Phones(tuple(settings.phone_countries.split(",")))
    reports = Reports(phones)
    return Definition(
        name="intake",
        title="Intake: contacts of every channel, and who attends them",
        shape=IntakeTransaction,
        routers=[doors.router, customers.router, http.router],
        handles=[*subscriptions(reports), *answers("intake", PERSONAL, WORDS)],
        rate_kinds=dict.fromkeys(doors.PATHS, Kind.DOOR),
        state={
            "channel_keys": load_channel_keys(settings.channel_keys_file),
            "reports": reports,
            "phones": phones,
        },
    )
