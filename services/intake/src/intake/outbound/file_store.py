"""Files in a folder that all processes of this service share.

A disk may keep whoever asks it: threads wait for it, never the loop that answers everybody.
"""

import asyncio
import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from uuid import UUID

from chassis.errors import Unavailable
from intake.application.attachments import NoSuchFile, Stored
from intake.outbound.file_part import FilePart, make_folder

RESERVE = 1 << 30
"""Bytes of the disk that files leave free: others may live on it, the databases among them."""

_PIECE = 256 << 10


class FolderFiles:
    """Implements the port `Files`: what has its name is there whole."""

    def __init__(self, folder: Path, reserve: int = RESERVE) -> None:
        self._folder = folder
        self._reserve = reserve

    async def put(self, file_id: UUID, content: AsyncIterator[bytes]) -> Stored:
        """Keep it, whole and for good; raises UnsupportedFile for what we do not take, and
        Unavailable where the disk is nearly full."""
        part = FilePart(self._path(file_id))
        try:
            await asyncio.to_thread(self._begin, part)
            async for piece in content:
                await asyncio.to_thread(part.add, piece)
            return await asyncio.to_thread(part.settle)
        except BaseException:
            # Though nobody may wait for it any more.
            await asyncio.shield(asyncio.to_thread(part.drop))
            raise

    async def read(self, file_id: UUID) -> AsyncGenerator[bytes, None]:
        """Its bytes, a piece at a time; NoSuchFile with the first."""
        try:
            file = await asyncio.to_thread(self._path(file_id).open, "rb")
        except FileNotFoundError as error:
            raise NoSuchFile from error
        try:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece
        finally:
            await asyncio.shield(asyncio.to_thread(file.close))

    async def forget(self, file_id: UUID) -> None:
        """It may be gone already, or have come only in part."""
        await asyncio.to_thread(self._forget, self._path(file_id))

    def _begin(self, part: FilePart) -> None:
        make_folder(part.path.parent)
        if shutil.disk_usage(part.path.parent).free < self._reserve:
            raise Unavailable("There is no room for files now.")
        part.open()

    @staticmethod
    def _forget(path: Path) -> None:
        path.unlink(missing_ok=True)
        FilePart(path).drop()

    def _path(self, file_id: UUID) -> Path:
        # The last digits of these ids are random, the first are the time.
        return self._folder / file_id.hex[-2:] / file_id.hex
