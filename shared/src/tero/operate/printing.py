"""How answers look: JSON for programs, tables of at most eighty columns for people.

What is shown was often written by strangers: nothing of it may steer the terminal.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import typer
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_WHOLE = ("service", "topic", "since")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def print_json(document: Any) -> None:
    """One document on standard output."""
    typer.echo(json.dumps(document, indent=2))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str, right: str = ""
) -> None:
    """A table, or the sentence `empty`; columns named in `right` (comma separated) hold numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        is_number = name in right.split(",")
        justify: JustifyMethod = "right" if is_number else "left"
        whole = is_number or name in _WHOLE
        table.add_column(name, justify=justify, no_wrap=whole, overflow="fold")
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    if table.row_count:
        Console().print(table)
    else:
        typer.echo(empty)


def print_fields(fields: Iterable[tuple[str, object]]) -> None:
    """Names and values, one a line."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in fields:
        if value is not None:
            table.add_row(Text(name), plain(value))
    Console().print(table)


def print_below(text: str) -> None:
    """A paragraph that belongs to the line before."""
    Console(highlight=False).print(Padding(plain(text), (0, 0, 0, 4), expand=False))


def plain(value: object) -> Text:
    """Any value as text that is only text."""
    text = value if isinstance(value, str) else str("" if value is None else value)
    return Text("".join(each if each.isprintable() else _escaped(each) for each in text))


def body(value: str | None) -> str:
    """A record's value, indented if it is JSON."""
    if value is None:
        return "(none)"
    try:
        return json.dumps(json.loads(value), indent=2, ensure_ascii=False)
    except ValueError:
        return value


def print_body(value: str | None) -> None:
    """It, line by line, below its record."""
    for line in body(value).split("\n"):
        typer.echo("  " + plain(line).plain)


def ago(moment: str) -> str:
    """How long ago an ISO moment was, as people say it."""
    return span((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()) + " ago"


def span(seconds: float) -> str:
    """A length of time in its largest unit."""
    for size, unit in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(0.0, seconds):.0f} s"


def count(number: int, thing: str) -> str:
    """`1 record`, `2 records`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()
