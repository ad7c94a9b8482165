"""What Iclass reports, as the bridge tells it."""

from collections.abc import Sequence
from functools import partial

from chassis import accounts, api_keys, sessions
from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.access import ApiKeyChangedV1
from contracts.bridge import (
    DispatchConfirmedV1,
    DispatchRefusedV1,
    DivergenceFoundV1,
    DivergenceSettledV1,
    FollowUpReportedV1,
    VisitProgressedV1,
    VisitRescheduledV1,
    WorkCompletedV1,
    WorkRejectedV1,
)
from contracts.directory import AccountChangedV1, SessionEndedV1
from orders.application.apply_report import apply_follow_up, apply_report
from orders.application.ports import Transaction
from orders.domain import visit
from orders.domain.events import By
from orders.domain.state import State
from orders.inbound.projections import PROJECTIONS

# How the bridge knew the order, in people's words; it may not have heard of it yet.
_STATES = {"unknown": "sin dato", **{state.value: state.label for state in State}}


async def on_confirmed(events: Sequence[Received[DispatchConfirmedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        number = event.data.work_order_number
        report = partial(visit.dispatch_confirmed, number=number, at=event.time)
        await apply_report(event.data.order_id, report, tx)


async def on_refused(events: Sequence[Received[DispatchRefusedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        report = partial(visit.dispatch_refused, reason=event.data.reason, at=event.time)
        await apply_report(event.data.order_id, report, tx)


async def on_progressed(events: Sequence[Received[VisitProgressedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        by = _technician(data.technician)
        report = partial(visit.visit_progressed, milestone=data.milestone, by=by, at=data.at)
        await apply_report(data.order_id, report, tx)


async def on_follow_up(events: Sequence[Received[FollowUpReportedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        report = partial(
            visit.follow_up_reported,
            follow_up_id=data.follow_up_id,
            text=data.text,
            by=_technician(data.technician),
            at=data.at,
        )
        await apply_follow_up(data.order_id, data.follow_up_id, report, tx)


async def on_rescheduled(events: Sequence[Received[VisitRescheduledV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        by = _technician(data.technician)
        report = partial(visit.visit_rescheduled, reason=data.reason, by=by, at=data.at)
        await apply_report(data.order_id, report, tx)


async def on_completed(events: Sequence[Received[WorkCompletedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        report = partial(
            visit.work_completed,
            resolution=data.resolution,
            observation=data.observation,
            by=_technician(data.technician),
            at=data.at,
        )
        await apply_report(data.order_id, report, tx)


async def on_rejected(events: Sequence[Received[WorkRejectedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        by = _technician(data.technician)
        report = partial(visit.work_rejected, reason=data.reason, by=by, at=data.at)
        await apply_report(data.order_id, report, tx)


async def on_divergence(events: Sequence[Received[DivergenceFoundV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        ours = _STATES.get(data.ours, data.ours)
        text = f"{data.explanation} (en Tero: {ours})"
        report = partial(
            visit.divergence_found, explanation=text, theirs=data.theirs, at=event.time
        )
        await apply_report(data.order_id, report, tx)


async def on_settled(events: Sequence[Received[DivergenceSettledV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        report = partial(visit.divergence_settled, theirs=event.data.theirs, at=event.time)
        await apply_report(event.data.order_id, report, tx)


HANDLES: tuple[Handles[Transaction], ...] = (
    Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
    Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
    Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
    *PROJECTIONS,
    Handles(DispatchConfirmedV1, on_confirmed),
    Handles(DispatchRefusedV1, on_refused),
    Handles(VisitProgressedV1, on_progressed),
    Handles(FollowUpReportedV1, on_follow_up),
    Handles(VisitRescheduledV1, on_rescheduled),
    Handles(WorkCompletedV1, on_completed),
    Handles(WorkRejectedV1, on_rejected),
    Handles(DivergenceFoundV1, on_divergence),
    Handles(DivergenceSettledV1, on_settled),
)


def _technician(name: str) -> By:
    return By(None, name, "iclass")
