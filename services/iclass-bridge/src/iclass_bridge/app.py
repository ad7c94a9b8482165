"""The one place where the parts of `iclass-bridge` meet."""

from functools import partial
from typing import Any
from uuid import UUID

from chassis.calls import Call, CallHandler
from chassis.definition import Definition
from chassis.privacy_answers import Answers
from chassis.rate_limits import Kind
from contracts.privacy import WORDS
from iclass_bridge.application.ports import Transaction
from iclass_bridge.application.settle_call import call_answered, call_refused
from iclass_bridge.inbound import http, webhook
from iclass_bridge.inbound.messages import HANDLES
from iclass_bridge.outbound.call_payloads import KIND, answer_of, request_of, work_order_of
from iclass_bridge.outbound.iclass_calls import make_call
from iclass_bridge.outbound.iclass_client import IclassClient
from iclass_bridge.outbound.privacy import PERSONAL
from iclass_bridge.outbound.store import SqlTransaction
from iclass_bridge.settings import Settings

# With pauses of up to five minutes: days. A long outage of Iclass is no refusal.
_MOST_ATTEMPTS = 2_000
_WORKERS = 4


def define(settings: Settings) -> Definition[Transaction]:
    """What makes this service different from the others."""
    client = IclassClient(str(settings.iclass_url), settings.iclass_api_key)
    calls = CallHandler[Transaction](
        make=partial(_make, client),
        done=_done,
        given_up=_given_up,
        most_attempts=_MOST_ATTEMPTS,
        workers=_WORKERS,
    )
    privacy = Answers("iclass-bridge", PERSONAL, WORDS)
    return Definition(
        name="iclass-bridge",
        title="Tero bridge to Iclass",
        shape=SqlTransaction,
        routers=(webhook.router, http.router),
        handles=[*HANDLES, *privacy.handles],
        timers=privacy.timers,
        calls={KIND: calls},
        chores=(partial(_forget_events, settings.technician_event_days),),
        rate_kinds={webhook.PATH: Kind.DOOR},
        state={"webhook_secrets": settings.webhook_secrets},
    )


async def _forget_events(days: int, tx: Transaction) -> bool:
    return await tx.inbox.forget(days)


async def _make(client: IclassClient, call: Call) -> dict[str, Any] | None:
    return answer_of(await make_call(client, call))


async def _done(call: Call, answer: dict[str, Any] | None, tx: Transaction) -> None:
    order = work_order_of(answer)
    await call_answered(UUID(call.subject), request_of(call.payload), order, tx)


async def _given_up(call: Call, reason: str, tx: Transaction) -> None:
    await call_refused(UUID(call.subject), request_of(call.payload), reason, tx)
