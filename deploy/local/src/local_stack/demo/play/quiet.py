"""Waits until everything that must follow from what was done has followed, within limits: what has
not come by then is a difference in the books."""

from asyncio import get_running_loop

from local_stack.demo.audit.truth import Marks
from local_stack.demo.play.numbers import expected_numbers, moved, read_numbers
from local_stack.demo.play.stage import Stage

_PATIENCE_SECONDS = 45.0
_LOOK_SECONDS = 0.5


async def until_quiet(stage: Stage, marks: Marks) -> None:
    """Returns when the end of every chain has been reached: contacts closed with their tickets,
    mails sent, and the whole company's numbers where they must be."""
    clock = get_running_loop().time
    deadline = clock() + _PATIENCE_SECONDS
    due = expected_numbers(stage.day, stage.ledger)
    while clock() < deadline:
        if _contacts_ended(stage):
            seen = moved(marks.numbers, await read_numbers(stage, stage.cast.admin))
            if seen == due:
                return
        await stage.feed.something_new(_LOOK_SECONDS)


def _contacts_ended(stage: Stage) -> bool:
    with_ticket = (c for c in stage.ledger.contacts.values() if c.ended_with_ticket)
    for contact in with_ticket:
        told = stage.feed.of(contact.contact_id, "intake.contact-state-changed.v1")
        if told is None or told.data["state"] != "closed":
            return False
    return True
