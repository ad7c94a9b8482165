"""CSV as it comes: UTF-8 with or without a mark, or Latin-1; with semicolons, commas or tabs."""

import codecs
import csv
import io
from typing import BinaryIO

from directory.inbound.grids import Grid, GridRow, WrongFile

_CHUNK = 1 << 20
_DELIMITERS = ";,\t"
_LONGEST_HEADER = 64 << 10


def csv_grid(file: BinaryIO) -> Grid:
    """The rows of a file, which is read from its beginning; WrongFile."""
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    line = 1
    try:
        delimiter = _delimiter(text.readline(_LONGEST_HEADER))
        text.seek(0)
        # By lines of the file, for that is how people find a row again.
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        for cells in rows:
            line = rows.line_num
            yield GridRow(line, cells)
    except (csv.Error, UnicodeError) as error:
        raise WrongFile(f"Behind line {line} this is no CSV.") from error
    finally:
        text.detach()


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
