"""`python -m tests.faults.markdown FILE…`: the tables of `docs/reliability.md`, from runs' JSON.

One row for each scenario: counts are summed over its seeds, lags and times are the worst of them.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.faults.figures import Row
from tests.faults.report import COLUMNS, cells

_WORST = (
    "max_lag", "recovery_seconds", "recovery_target", "late_seconds",
    "accept_before", "accept_during", "accept_after",
)  # fmt: skip
_COUNTS = [
    each.name for each in fields(Row) if each.type is int and each.name not in ("seed", *_WORST)
]


def tables(files: list[Path]) -> Iterator[str]:
    """One table for each file, with its circumstances above it."""
    for file in files:
        document: dict[str, Any] = json.loads(file.read_text())
        facts = document["facts"]
        yield f"{facts['date']}, commit {facts['commit']}, {facts['cores']} cores:\n"
        yield f"| {' | '.join(COLUMNS)} |"
        yield "|" + " --- |" * len(COLUMNS)
        for _, rows in groupby(map(_row, document["rows"]), key=lambda row: row.scenario):
            yield f"| {' | '.join(line_of(list(rows)))} |"
        yield ""


def line_of(rows: Sequence[Row]) -> list[str]:
    """The runs of one scenario as one line, one text per column."""
    line = cells(together(rows) if len(rows) > 1 else rows[0])
    line[COLUMNS.index("seed")] = " ".join(str(row.seed) for row in rows)
    return line


def together(rows: Sequence[Row]) -> Row:
    """Several runs as if they were one; what was wrong says in which."""
    told: dict[str, Any] = {name: sum(getattr(row, name) for row in rows) for name in _COUNTS}
    told |= {name: _worst([getattr(row, name) for row in rows]) for name in _WORST}
    if any(row.recovery_seconds is None for row in rows):
        told["recovery_seconds"] = None
    told["wrong"] = {
        f"{name} (seed {row.seed})": sentences
        for row in rows
        for name, sentences in row.wrong.items()
    }
    return replace(rows[0], **told)


def _row(values: dict[str, Any]) -> Row:
    return Row(**{name: value for name, value in values.items() if name != "missed"})


def _worst(values: Sequence[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)


if __name__ == "__main__":
    print("\n".join(tables([Path(name) for name in sys.argv[1:]])))
