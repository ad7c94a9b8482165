"""The first sheet of an XLSX file, row by row, without ever holding the sheet as a whole.

A file that was made to do harm is refused: too many entries, too much in too little (a zip bomb),
a document type (entities that grow). Formulas are never computed: what they last gave is read.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.parsers import expat

from directory.inbound.grids import Grid, WrongFile
from directory.inbound.xlsx_parts import SheetReader, TextReader

MOST_ENTRIES = 1_000
LARGEST_CONTENT = 512 << 20
LARGEST_TEXTS = 64 << 20
HIGHEST_RATIO = 150
_SMALL = 1 << 20
_CHUNK = 256 << 10
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, IndexError, KeyError, OSError,
    NotImplementedError, ValueError,
)  # fmt: skip
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def xlsx_grid(file: BinaryIO) -> Grid:
    """The rows of the first sheet; WrongFile."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive)
            texts = _shared_texts(archive)
            sheet = SheetReader(texts)
            for chunk in _chunks(archive, _first_sheet(archive)):
                yield from sheet.feed(chunk)
    except _BROKEN as error:
        raise WrongFile("This is no XLSX file that can be read.") from error
    except RuntimeError as error:  # how the library says that a password is needed
        raise WrongFile("This XLSX file has a password.") from error


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > LARGEST_CONTENT:
        raise WrongFile("This XLSX file has too much in it.")
    for entry in entries:
        # What is read never exceeds what is declared here: the library stops there.
        if entry.file_size > max(_SMALL, HIGHEST_RATIO * entry.compress_size):
            raise WrongFile("This XLSX file has too much packed into too little.")


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """As its name sorts: `sheet1.xml` is the first in every program that writes them."""
    names = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
    if not names:
        raise WrongFile("This XLSX file has no sheet.")
    return min(names, key=lambda name: (len(name), name))


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    stream: IO[bytes]
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
        yield b""


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    reader = TextReader()
    if name not in archive.namelist():
        return reader.texts
    if archive.getinfo(name).file_size > LARGEST_TEXTS:
        raise WrongFile("This XLSX file has too much text in it.")
    for chunk in _chunks(archive, name):
        reader.feed(chunk)
    return reader.texts
