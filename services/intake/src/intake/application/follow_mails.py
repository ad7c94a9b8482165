"""What became of answers that went out by mail."""

from collections.abc import Sequence

from intake.application.follow_deliveries import Progress, hear_all
from intake.application.ports import Transaction


async def follow_mails(settled: Sequence[Progress], tx: Transaction) -> None:
    """Whatever is told of mails that bring no answer of ours is nobody's."""
    ids = {each.message_id for each in settled}
    # Locked before they are read: revisions of a contact grow in the order of commits.
    mentioned = (await tx.messages.replies(ids)).values()
    for contact_id in sorted({each.contact_id for each in mentioned}):
        await tx.contacts.get(contact_id)
    known = await tx.messages.replies(ids)
    await hear_all([each for each in settled if each.message_id in known], known, tx)
