"""CSV as it comes: UTF-8 with or without a mark, or Latin-1; with semicolons, commas or tabs."""

import codecs
import csv
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from directory.inbound.grids import Grid, GridRow, WrongFile

_CHUNK = 256 << 10
_DELIMITERS = ";,\t"


def csv_grid(file: BinaryIO) -> Grid:
    """The rows of a file, which is read from its beginning; WrongFile."""
    lines = _lines(file, _encoding(file))
    number = 1
    try:
        header = next(lines, "")
        # By lines of the file, for that is how people find a row again.
        rows = csv.reader(chain([header], lines), delimiter=_delimiter(header), strict=True)
        for cells in rows:
            number = rows.line_num
            yield GridRow(number, cells)
    except (csv.Error, UnicodeError) as error:
        raise WrongFile(f"Behind line {number} this is no CSV.") from error


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    file.seek(0)
    rest = ""
    for text in codecs.iterdecode(iter(partial(file.read, _CHUNK), b""), encoding):
        *whole, rest = (rest + text).split("\n")
        for line in whole:
            yield f"{line}\n"
        if len(rest) > _CHUNK:
            raise WrongFile("There is a line without an end.")
    if rest:
        yield rest


def _encoding(file: BinaryIO) -> str:
    """UTF-8 if all of it is; else what Windows wrote in Latin America, which any bytes are."""
    file.seek(0)
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = start
    try:
        while chunk:
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"


def _delimiter(header: str) -> str:
    """The one that divides the header into most columns, quoted text left out."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
