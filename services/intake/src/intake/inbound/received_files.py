"""Files as they come in and go out over HTTP, whoever sends and asks for them."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from uuid_utils.compat import uuid7

from intake.application.attachments import Expected, Files, Stored
from intake.application.chat import AttachmentView, shown
from intake.application.expect_file import expect_file
from intake.domain.attachment import LARGEST_FILE, MOST_OF_A_MESSAGE, Attachment
from intake.inbound.edge import Begin, EdgeTransaction
from intake.inbound.signatures import content_of

FileName = Annotated[str, Query(max_length=255, pattern=r"^[^\x00]*$")]
AttachmentIds = Annotated[tuple[UUID, ...], Field(max_length=MOST_OF_A_MESSAGE)]

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}


def _files(request: Request) -> Files:
    files: Files = request.app.state.files
    return files


FilesOf = Annotated[Files, Depends(_files)]


Admit = Callable[[EdgeTransaction], Awaitable[UUID]]
"""Says to which contact a file belongs, or refuses."""


@dataclass(frozen=True, slots=True)
class Receiving:
    """What a route needs to take a file."""

    request: Request
    files: FilesOf
    begin: Begin

    async def take(self, name: str, sender: UUID | None, admit: Admit) -> AttachmentView:
        """Keep the body of the request; `sender` is nobody for the customer's side."""
        async with self.stored(name, sender, admit) as (file_id, stored), self.begin() as tx:
            return shown(await tx.attachments.keep(file_id, stored))

    @asynccontextmanager
    async def stored(
        self, name: str, sender: UUID | None, admit: Admit
    ) -> AsyncIterator[tuple[UUID, Stored]]:
        """The body of the request in its place, for whoever is to keep it: if that fails nothing of
        it is left. Nothing of it is read before it is admitted. Raises also UnsupportedFile,
        TooManyAttachments, NoRoomForFile."""
        file_id = uuid7()
        most_of_customer: int = self.request.app.state.customer_files_bytes
        async with self.begin() as tx:
            coming = Expected(file_id, await admit(tx), sender, name, self._size())
            await expect_file(coming, most_of_customer, tx)
        try:
            yield file_id, await self.files.put(file_id, content_of(self.request))
        except Exception:
            # What ends the process instead is cleared away after a day.
            await self.files.forget(file_id)
            async with self.begin() as tx:
                await tx.attachments.drop(file_id)
            raise

    def _size(self) -> int:
        said = self.request.headers.get("Content-Length", "")
        return min(int(said), LARGEST_FILE) if said.isdecimal() else LARGEST_FILE


ReceivingOf = Annotated[Receiving, Depends()]


async def answer_file(files: Files, attachment: Attachment) -> Response:
    """The file, so that no browser takes it for a page of ours, or for anything else than it is."""
    pieces = files.read(attachment.id)
    first = await anext(pieces)
    where = "inline" if attachment.is_image else "attachment"
    plain = attachment.name.encode("ascii", "replace").decode().replace("?", "_")
    media_type = attachment.media_type
    return StreamingResponse(
        _all(first, pieces),
        media_type=f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type,
        headers={
            "Content-Length": str(attachment.size),
            "Content-Disposition": f"{where}; filename=\"{plain}\"; filename*=UTF-8''"
            + quote(attachment.name, safe=""),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


async def _all(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece
