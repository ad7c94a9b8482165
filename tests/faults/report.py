"""The table that people read and the file that programs read."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from tests.faults.figures import Row

COLUMNS = (
    "scenario", "seed", "sent", "acked", "unknown", "found", "lost", "duplicated", "quarantined",
    "Iclass", "e-mails", "max lag", "recovery s", "accept p95 ms", "targets missed",
)  # fmt: skip
_CAPTION = (
    "quarantined: expected/unexpected. Iclass: orders/effective/attempts. "
    "E-mails: ids/sent/explained/unexplained duplicates. Accept: before/during/after."
)
_WIDTH = 170
_SHOWN = 5
_LATE = 1.0


def cells(row: Row) -> list[str]:
    """The row as people read it, one text per column."""
    return [
        row.scenario,
        str(row.seed),
        *(str(n) for n in (row.sent, row.acked, row.unknown, row.found, row.lost, row.duplicated)),
        f"{row.quarantined_expected}/{row.quarantined_unexpected}",
        f"{row.iclass_orders}/{row.iclass_effective}/{row.iclass_attempts}",
        f"{row.mail_ids}/{row.mail_sent}/{row.mail_explained}/{row.mail_unexplained}",
        str(row.max_lag),
        _number(row.recovery_seconds),
        "/".join(map(_number, (row.accept_before, row.accept_during, row.accept_after))),
        (", ".join(row.missed) or "none") + _busy(row),
    ]


def show(rows: Sequence[Row], console: Console | None = None) -> None:
    """The table, and below it what is wrong, in sentences."""
    console = console or Console()
    console.width = max(console.width, _WIDTH)
    table = Table(title="Tero under faults", caption=_CAPTION)
    for column in COLUMNS:
        table.add_column(column, no_wrap=column != COLUMNS[-1])
    for row in rows:
        table.add_row(*cells(row), style="red" if row.missed else "")
    console.print(table)
    for row in rows:
        for name, sentences in row.wrong.items():
            console.print(f"{row.scenario} seed {row.seed}, {name}: {len(sentences)} times wrong")
            for sentence in sentences[:_SHOWN]:
                console.print(f"  {sentence}", markup=False)


def write(file: Path, rows: Sequence[Row]) -> None:
    """Everything, for programs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [{**asdict(row), "missed": row.missed} for row in rows]
    document = {"facts": facts(), "rows": lines}
    file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def facts() -> dict[str, Any]:
    """Under which circumstances the rows are true."""
    answer = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return {
        "commit": answer.stdout.strip() or "unknown",
        "cores": os.cpu_count(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _busy(row: Row) -> str:
    """A word of warning where the harness itself did not get its turn."""
    return f" (busy: {row.late_seconds:.0f} s late)" if row.late_seconds >= _LATE else ""


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"
