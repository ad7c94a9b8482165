"""The parts of an XLSX file as they are read, piece by piece."""

import re
from collections import deque
from collections.abc import Iterator
from xml.parsers import expat

from directory.inbound.grids import MOST_COLUMNS, GridRow, WrongFile

_COLUMN = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Above, a float is no longer an exact whole number.
_LARGEST_WHOLE = 10**15


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise WrongFile("An XLSX file has no document type.")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _local(name: str) -> str:
    return name.rpartition("}")[2]


class TextReader:
    """Collects the texts that cells share."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._inside: list[str] = []
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes) -> None:
        """An empty chunk is the end."""
        self._parser.Parse(chunk, not chunk)

    def _start(self, name: str, _: object) -> None:
        self._inside.append(_local(name))
        if self._inside[-1] == "si":
            self._parts.clear()

    def _end(self, _: str) -> None:
        if self._inside.pop() == "si":
            self.texts.append("".join(self._parts))

    def _data(self, text: str) -> None:
        # Not how it is pronounced, which some languages add.
        if self._inside[-1] == "t" and "rPh" not in self._inside:
            self._parts.append(text)


class SheetReader:
    """Collects cells into rows while the sheet is fed to it."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._rows: deque[GridRow] = deque()
        self._number = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._kind = "n"
        self._value: list[str] = []
        self._takes = False
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def feed(self, chunk: bytes) -> Iterator[GridRow]:
        """The rows that are complete now; an empty chunk is the end."""
        self._parser.Parse(chunk, not chunk)
        while self._rows:
            yield self._rows.popleft()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                self._number = int(attributes.get("r", self._number + 1))
                self._cells, self._column = {}, -1
            case "c":
                place = _COLUMN.fullmatch(attributes.get("r", ""))
                self._column = _column(place[1]) if place else self._column + 1
                self._kind, self._value = attributes.get("t", "n"), []
            case "v" | "t":
                self._takes = True

    def _data(self, text: str) -> None:
        if self._takes:
            self._value.append(text)

    def _end(self, name: str) -> None:
        match _local(name):
            case "v" | "t":
                self._takes = False
            case "c":
                self._keep("".join(self._value))
            case "row":
                width = max(self._cells, default=-1) + 1
                cells = [self._cells.get(place, "") for place in range(width)]
                self._rows.append(GridRow(self._number, cells))

    def _keep(self, value: str) -> None:
        if self._column >= MOST_COLUMNS:
            if value:
                raise WrongFile(f"Row {self._number} has more than {MOST_COLUMNS} columns.")
            return
        if self._kind == "s" and value:
            place = int(value)
            if not 0 <= place < len(self._texts):
                raise WrongFile(f"Row {self._number} names a text that is not there.")
            value = self._texts[place]
        elif self._kind == "n":
            value = _whole(value)
        self._cells[self._column] = value


def _whole(value: str) -> str:
    """Spreadsheets keep a telephone number as 3.514123456E9."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < _LARGEST_WHOLE else value


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
