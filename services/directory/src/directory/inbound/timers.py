"""What happens a moment after it was asked for."""

from chassis.due import Due, DueHandler
from directory.application.ports import Transaction
from directory.application.send_links import answer_request

RESET_ASKED = "password-reset-asked"


def answers_requests(page: str) -> DueHandler[Transaction]:
    """Sends links to who forgot a password; nothing to who has no account."""

    async def handle(due: Due, tx: Transaction) -> None:
        await answer_request(due.payload["email"], page, tx)

    return handle
