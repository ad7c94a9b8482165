"""What files of rows have in common, whatever their format."""

from collections.abc import Iterator
from typing import NamedTuple

from chassis.errors import Invalid

MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 4_000


class WrongFile(Invalid):
    """The file is not what it is said to be, or too large; nothing of it was kept."""

    code = "wrong-file"


class GridRow(NamedTuple):
    """A row of a file as people count them, the header being the first."""

    number: int
    cells: list[str]


Grid = Iterator[GridRow]


def checked(grid: Grid) -> Grid:
    """The rows that have something in them, within the limits; WrongFile."""
    for row in grid:
        if row.number > MOST_ROWS:
            raise WrongFile(f"A file has at most {MOST_ROWS} rows.")
        if len(row.cells) > MOST_COLUMNS:
            raise WrongFile(f"Row {row.number} has more than {MOST_COLUMNS} columns.")
        if any(len(cell) > LONGEST_CELL for cell in row.cells):
            raise WrongFile(f"Row {row.number} has a cell of more than {LONGEST_CELL} signs.")
        if any(cell.strip() for cell in row.cells):
            yield row
