"""An operator called somebody back, or tried to."""

from uuid import UUID

from intake.application.call_back_ports import Attempt
from intake.application.ports import Transaction
from intake.domain.schedules import Place
from intake.domain.words import Channel


async def note_attempt(call_back_id: UUID, attempt: Attempt, tx: Transaction) -> None:
    """Raises NotFound, CallBackIsOver."""
    call_back = await tx.call_backs.get(call_back_id)
    rules = await tx.rules.now()
    queue = rules.routes.by_code.get(call_back.queue)
    hours = rules.hours.calendar_for(Place(call_back.city, channel=Channel.CALL))
    after = call_back.tried(attempt.outcome, attempt.at, queue, hours)
    await tx.call_backs.save(after, attempt)
