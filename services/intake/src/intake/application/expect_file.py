"""A file is about to be sent in a chat: its place is kept before a byte of it is read."""

from intake.application.attachments import Expected
from intake.application.ports import Transaction
from intake.domain.file_room import check_room


async def expect_file(file: Expected, most_of_customer: int, tx: Transaction) -> None:
    """`most_of_customer` bytes are for all that a customer sends in one chat. Raises
    TooManyAttachments, NoRoomForFile; NoSuchFile where a person was forgotten."""
    held = await tx.attachments.held(file.contact_id, of_customer=file.sender is None)
    check_room(held, file.size, most_of_customer if file.sender is None else None)
    await tx.attachments.expect(file)
