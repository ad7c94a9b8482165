"""The diagnosis for people: the worst first, each with what helps."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from tero.doctor.finding import Diagnosis, Finding
from tero.operate.printing import count, plain, print_below

_STYLES = {"error": "bold red", "warning": "bold yellow"}


def print_diagnosis(diagnosis: Diagnosis, access: str) -> None:
    """Findings and a last line with their number; `access` are the caller's own options."""
    console = Console(highlight=False)
    for finding in merged(diagnosis.findings):
        _print_finding(console, finding, access)
    for line in diagnosis.blind:
        console.print(Text("could not look  ", "bold magenta") + plain(line))
    for line in diagnosis.notes:
        console.print(Text(line, "dim"))
    console.print(_summary(diagnosis))


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first; what is said alike of several places is said once."""
    places: dict[Finding, list[str]] = {}
    for finding in sorted(findings, key=lambda each: each.severity):
        places.setdefault(replace(finding, where=""), []).append(finding.where)
    return [replace(finding, where=", ".join(where)) for finding, where in places.items()]


def runnable(command: str, access: str) -> str:
    """A command as this caller can give it, here."""
    if command.startswith("python -m tero") and "--servers" not in command:
        command += access
    if command.startswith("python "):
        return command.replace("python", _python(), 1)
    return command


def _print_finding(console: Console, finding: Finding, access: str) -> None:
    head = Text(f"{finding.severity}  ", _STYLES[finding.severity])
    console.print(head + Text(finding.what, "bold") + Text("  ") + plain(finding.where))
    print_below(finding.says)
    print_below(finding.do)
    if finding.command:
        # Never broken by us: what is copied must be whole.
        typer.echo(f"    $ {plain(runnable(finding.command, access))}")
    console.print()


def _summary(diagnosis: Diagnosis) -> Text:
    blind = " Not everything could be looked at." if diagnosis.blind else ""
    if diagnosis.findings or blind:
        return Text(f"{count(len(diagnosis.findings), 'finding')}.{blind}", "bold")
    return Text("Healthy.", "bold green")


def _python() -> str:
    """This interpreter, from here where that is shorter."""
    program = Path(sys.executable)
    try:
        return os.fspath(program.relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(program)
