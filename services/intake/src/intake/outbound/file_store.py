"""Files in a folder that all processes of this service share."""

import asyncio
import hashlib
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from chassis.errors import Unavailable
from intake.application.attachments import NoSuchFile, Stored, UnsupportedFile
from intake.domain.attachment import HEAD_BYTES, media_type_of

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
        path = self._path(file_id)
        part = path.with_suffix(".part")
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        room = await asyncio.to_thread(shutil.disk_usage, path.parent)
        if room.free < self._reserve:
            raise Unavailable("There is no room for files now.")
        try:
            stored = await _write(part, content)
            await asyncio.to_thread(_settle, part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return stored

    async def read(self, file_id: UUID) -> AsyncIterator[bytes]:
        """Its bytes, a piece at a time; NoSuchFile with the first."""
        try:
            file = await asyncio.to_thread(self._path(file_id).open, "rb")
        except FileNotFoundError as error:
            raise NoSuchFile from error
        with file:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece

    async def forget(self, file_id: UUID) -> None:
        """It may be gone already, or have come only in part."""
        path = self._path(file_id)
        for each in (path, path.with_suffix(".part")):
            await asyncio.to_thread(each.unlink, missing_ok=True)

    def _path(self, file_id: UUID) -> Path:
        # The last digits of these ids are random, the first are the time.
        return self._folder / file_id.hex[-2:] / file_id.hex


async def _write(path: Path, content: AsyncIterator[bytes]) -> Stored:
    digest, size, head = hashlib.sha256(), 0, b""
    with path.open("wb") as file:
        async for piece in content:
            head += piece[: HEAD_BYTES - len(head)]
            size += len(piece)
            digest.update(piece)
            await asyncio.to_thread(file.write, piece)
        media_type = media_type_of(head)
        if media_type is None:
            raise UnsupportedFile
        await asyncio.to_thread(_flush, file)
    return Stored(media_type, size, digest.digest())


def _flush(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle(part: Path, path: Path) -> None:
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
