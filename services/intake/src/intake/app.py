"""Intake, assembled."""

from chassis.definition import Definition
from chassis.rate_limits import Kind
from intake.inbound import doors, http
from intake.inbound.channel_keys import load_channel_keys
from intake.inbound.messages import subscriptions
from intake.inbound.phones import Phones
from intake.inbound.reports import Reports
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings


def define(settings: Settings) -> Definition[IntakeTransaction]:
    """The service for these settings."""
    reports = Reports(Phones(tuple(settings.phone_countries.split(","))))
    return Definition(
        name="intake",
        title="Intake: contacts of every channel, and who attends them",
        shape=IntakeTransaction,
        routers=[doors.router, http.router],
        handles=subscriptions(reports),
        rate_kinds=dict.fromkeys(doors.PATHS, Kind.DOOR),
        state={"channel_keys": load_channel_keys(settings.channel_keys_file), "reports": reports},
    )
