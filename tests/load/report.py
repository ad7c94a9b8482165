"""The table that people read and the file that programs read."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table
from tests.load.figures import Figure

_MARKS = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}
_SIGNS = {"at least": "≥", "at most": "≤"}
_FINE = 10
_WIDTH = 110


def show(figures: Sequence[Figure], facts: dict[str, Any]) -> None:
    """One line per figure."""
    caption = ", ".join(f"{name} {value}" for name, value in facts.items())
    table = Table(title="Tero, measured", caption=caption)
    table.add_column("figure")
    table.add_column("measured", justify="right")
    table.add_column("unit")
    table.add_column("target", justify="right")
    table.add_column("")
    for figure in figures:
        target = "" if figure.target is None else f"{_SIGNS[figure.bound]} {figure.target:g}"
        table.add_row(figure.name, _short(figure.value), figure.unit, target, _MARKS[figure.met])
    console = Console()
    console.width = max(console.width, _WIDTH)
    console.print(table)


def write(file: Path, figures: Sequence[Figure], facts: dict[str, Any]) -> None:
    """Everything, with the details that the table leaves out."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [{**asdict(figure), "met": figure.met} for figure in figures]
    file.write_text(json.dumps({"facts": facts, "figures": lines}, indent=2, ensure_ascii=False))


def facts_of_machine() -> dict[str, Any]:
    """Under which circumstances the figures are true."""
    answer = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "load_before": load(),
        "python": platform.python_version(),
        "commit": answer.stdout.strip() or "unknown",
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def load() -> float:
    """How many processes wanted a core, on average over the last minute."""
    return round(os.getloadavg()[0], 1)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= _FINE * _FINE else f"{value:.2f}"
