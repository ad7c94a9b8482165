"""A file on its way to the disk. Everything here waits for the disk: it is for threads."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from intake.application.attachments import Stored, UnsupportedFile
from intake.domain.attachment import HEAD_BYTES, media_type_of


class FilePart:
    """What will be at `path`: nothing is there before all of it is, and then for good."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_suffix(".part")
        self._file: BinaryIO | None = None
        self._digest, self._size, self._head = hashlib.sha256(), 0, b""

    def open(self) -> None:
        """Nothing came yet."""
        self._file = self._part.open("wb")

    def add(self, piece: bytes) -> None:
        """More came."""
        assert self._file is not None  # noqa: S101 - it was opened first
        self._file.write(piece)
        self._head += piece[: HEAD_BYTES - len(self._head)]
        self._size += len(piece)
        self._digest.update(piece)

    def settle(self) -> Stored:
        """All came: it is there, whatever happens to the machine; raises UnsupportedFile."""
        assert self._file is not None  # noqa: S101 - as above
        media_type = media_type_of(self._head)
        if media_type is None:
            raise UnsupportedFile
        with self._file as file:
            file.flush()
            os.fsync(file.fileno())
        self._part.rename(self.path)
        _sync(self.path.parent)
        return Stored(media_type, self._size, self._digest.digest())

    def drop(self) -> None:
        """It does not come any more."""
        if self._file is not None:
            self._file.close()
        self._part.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """It is there, and its own name stays in the folder above it."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """A name lasts once its folder was written."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
