"""Files in chats: received first, then named by the message that they belong to."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chassis.errors import Invalid, NotFound, Unavailable
from intake.domain.attachment import Attachment
from intake.domain.file_room import Held


class UnknownAttachment(Invalid):
    """A message names a file that was not received for it."""

    code = "unknown-attachment"

    def __init__(self) -> None:
        super().__init__("Send the file to this chat first; each belongs to one message.")


class UnsupportedFile(Invalid):
    """It is of no kind that we take."""

    code = "unsupported-file"

    def __init__(self) -> None:
        super().__init__("Pictures, PDF, text, sound and MP4 are taken; this is none of them.")


class AttachmentsAreOff(Unavailable):
    """This installation has no place for files."""

    code = "attachments-are-off"

    def __init__(self) -> None:
        super().__init__("This installation takes no files.")


class NoSuchFile(NotFound):
    """There is none, or not in this chat, or it was forgotten."""

    def __init__(self) -> None:
        super().__init__("There is no such file.")


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that is about to come. Who sends it is an account, or nobody for the customer's side;
    `size` is what it may have at most."""

    id: UUID
    contact_id: UUID
    sender: UUID | None
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What a place for files says of one that it keeps."""

    media_type: str
    size: int
    digest: bytes


class Files(Protocol):
    """Where the bytes are. A file is known by the id of its attachment: nobody's file is anybody
    else's, so that one can be forgotten without asking who has the same."""

    async def put(self, file_id: UUID, content: AsyncIterator[bytes]) -> Stored:
        """Keep it, whole and for good; raises UnsupportedFile for what we do not take."""

    def read(self, file_id: UUID) -> AsyncGenerator[bytes, None]:
        """Its bytes, a piece at a time; NoSuchFile with the first."""

    async def forget(self, file_id: UUID) -> None:
        """It may be gone already."""


class NoFiles:
    """The port `Files` where there is no place for any: AttachmentsAreOff."""

    async def put(self, _: UUID, __: AsyncIterator[bytes]) -> Stored:
        """Takes nothing."""
        raise AttachmentsAreOff

    async def read(self, _: UUID) -> AsyncGenerator[bytes, None]:
        """Has nothing."""
        raise AttachmentsAreOff
        yield b""

    async def forget(self, _: UUID) -> None:
        """Nothing is there."""


class Attachments(Protocol):
    """What is known of files."""

    async def held(self, contact_id: UUID, *, of_customer: bool) -> Held:
        """What one side of a chat holds; nobody else adds to it meanwhile."""

    async def expect(self, file: Expected) -> None:
        """It is about to come; NoSuchFile where a person was forgotten."""

    async def keep(self, file_id: UUID, stored: Stored) -> Attachment:
        """It has come; NoSuchFile if it was forgotten meanwhile."""

    async def drop(self, file_id: UUID) -> None:
        """It did not come."""

    async def attach(
        self, message_id: UUID, contact_id: UUID, sender: UUID | None, ids: Sequence[UUID]
    ) -> list[Attachment]:
        """Those of these files that belong to the message now."""

    async def find(self, contact_id: UUID, file_id: UUID) -> Attachment:
        """One that was sent in the chat of this contact; NoSuchFile."""

    async def of_source(self, source: str, file_id: UUID) -> Attachment:
        """One that was sent in a chat of this channel system; NoSuchFile."""

    async def of_answer(self, file_id: UUID) -> Attachment:
        """One that an operator sent in answer to a mail; NoSuchFile."""


async def attach_all(
    attachments: Attachments,
    message_id: UUID,
    contact_id: UUID,
    sender: UUID | None,
    ids: Sequence[UUID],
) -> list[Attachment]:
    """All of these files belong to the message; UnknownAttachment."""
    if not ids:
        return []
    found = await attachments.attach(message_id, contact_id, sender, ids)
    if len(found) != len(set(ids)):
        raise UnknownAttachment
    return found
