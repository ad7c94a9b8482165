"""The service `reporting`, put together."""

from chassis import accounts, api_keys, sessions
from chassis.definition import Definition
from chassis.handlers import Handles
from chassis.privacy_answers import Answers
from contracts.access import ApiKeyChangedV1
from contracts.directory import AccountChangedV1, SessionEndedV1
from contracts.privacy import WORDS
from reporting import facts, http
from reporting.settings import Settings
from reporting.transaction import Transaction


def define(_: Settings) -> Definition[Transaction]:
    """All that makes this service different from the others."""
    privacy = Answers("reporting", (), WORDS)
    return Definition(
        name="reporting",
        title="Tero reporting",
        shape=Transaction,
        routers=[http.router],
        handles=[
            Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
            Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
            Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
            *facts.ALL,
            *privacy.handles,
        ],
        timers=privacy.timers,
    )
