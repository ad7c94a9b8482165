"""The one place where the parts of `orders` meet."""

from chassis.definition import Definition
from chassis.privacy_answers import Answers
from contracts.privacy import WORDS
from orders.application.ports import Transaction
from orders.inbound import http, reading
from orders.inbound.messages import HANDLES
from orders.outbound.privacy import PERSONAL
from orders.outbound.store import SqlTransaction
from orders.settings import Settings


def define(_: Settings) -> Definition[Transaction]:
    """What makes this service different from the others."""
    privacy = Answers("orders", PERSONAL, WORDS)
    return Definition(
        name="orders",
        title="Tero service orders",
        shape=SqlTransaction,
        routers=(reading.router, http.router),
        handles=[*HANDLES, *privacy.handles],
        timers=privacy.timers,
    )
