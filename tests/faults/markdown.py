"""`python -m tests.faults.markdown FILE…`: the tables of `docs/reliability.md`, from runs' JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.faults.figures import Row
from tests.faults.report import COLUMNS, cells


def tables(files: list[Path]) -> Iterator[str]:
    """One table for each file, with its circumstances above it."""
    for file in files:
        document: dict[str, Any] = json.loads(file.read_text())
        facts = document["facts"]
        yield f"{facts['date']}, commit {facts['commit']}, {facts['cores']} cores:\n"
        yield f"| {' | '.join(COLUMNS)} |"
        yield "|" + " --- |" * len(COLUMNS)
        for row in document["rows"]:
            values = {name: value for name, value in row.items() if name != "missed"}
            yield f"| {' | '.join(cells(Row(**values)))} |"
        yield ""


if __name__ == "__main__":
    print("\n".join(tables([Path(name) for name in sys.argv[1:]])))
