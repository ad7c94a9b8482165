"""A file that is sent: kept aside whole, known by its digest, and cut into batches of rows."""

import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

import orjson
from fastapi import Request

from directory.application.import_ports import Format
from directory.inbound.csv_files import csv_grid
from directory.inbound.grids import Grid, WrongFile, checked
from directory.inbound.lines import LONGEST_LINE
from directory.inbound.xlsx_files import xlsx_grid

ROWS_OF_A_BATCH = 500
_IN_MEMORY = 1 << 20
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class ReceivedFile:
    """What was sent, and the digest of it and of how it was sent."""

    file: BinaryIO
    digest: bytes


@dataclass(frozen=True)
class Batch:
    """Some rows as they wait for their turn."""

    rows: int
    content: bytes


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[ReceivedFile]:
    """The body of a request, on disk if it is large; gone when the block ends."""
    digest = hashlib.sha256(request.url.query.encode() + b"\n")
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        async for chunk in request.stream():
            digest.update(chunk)
            file.write(chunk)
        yield ReceivedFile(cast("BinaryIO", file), digest.digest())


def grid_of(file: BinaryIO, form: Format) -> tuple[Sequence[str], Grid]:
    """The header of a table, and the rows below it; WrongFile."""
    rows = checked(xlsx_grid(file) if form == "xlsx" else csv_grid(file))
    header = next(rows, None)
    if header is None:
        raise WrongFile("This file is empty.")
    return [cell.strip() for cell in header.cells], rows


def lines_in(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a file that have something in them; WrongFile."""
    file.seek(0)
    for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), start=1):
        if len(line) > LONGEST_LINE:
            raise WrongFile(f"Line {number} has no end.")
        content = line.removeprefix(_MARK) if number == 1 else line
        if content.strip():
            yield number, _text(content)


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        # Which whoever reads it as JSON refuses, as a line among others.
        return "not UTF-8"


def batches(rows: Iterator[Any]) -> Iterator[Batch]:
    """The rows, five hundred at a time."""
    while some := list(islice(rows, ROWS_OF_A_BATCH)):
        yield Batch(len(some), orjson.dumps([list(row) for row in some]))
