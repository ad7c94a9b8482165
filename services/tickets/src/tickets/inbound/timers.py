"""What happens to tickets when its time has come."""

from datetime import UTC, datetime
from uuid import UUID

from chassis.due import Due
from tickets.application.auto_close_ticket import AutoCloseTicket, auto_close_ticket
from tickets.application.ports import Transaction


async def on_auto_close(due: Due, tx: Transaction, *, closing_text: str) -> None:
    """A ticket stayed finished for as many days as were set."""
    command = AutoCloseTicket(UUID(due.subject), closing_text, datetime.now(UTC))
    await auto_close_ticket(command, tx)
