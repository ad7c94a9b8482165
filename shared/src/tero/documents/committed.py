"""The generated documents as files of the repository."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts.event import Event
from tero.documents.compatibility import breaking_changes
from tero.documents.schemas import Schema, schema_of

FOLDER = Path("docs/api")


def text_of(document: Any) -> str:
    """A document as it is committed: readable, and the same for the same content."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def committed_schemas(folder: Path) -> dict[str, Schema]:
    """The schemas in a folder, by the wire names of their contracts."""
    return {file.stem: json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))}


def all_breaking_changes(
    committed: Mapping[str, Schema], contracts: Mapping[str, type[Event]]
) -> list[str]:
    """What readers of the committed contracts would stumble over, one line each."""
    gone = [f"{name}: the contract was removed" for name in committed if name not in contracts]
    broken = [
        f"{name}: {change}"
        for name, schema in committed.items()
        if name in contracts
        for change in breaking_changes(schema, schema_of(contracts[name]))
    ]
    return gone + broken


def write_schemas(folder: Path, contracts: Mapping[str, type[Event]]) -> list[str]:
    """Make the folder hold exactly these contracts; the names of files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{name}.json": text_of(schema_of(each)) for name, each in contracts.items()}
    there = {file.name: file.read_text() for file in folder.glob("*.json")}
    for name in there.keys() - wanted.keys():
        (folder / name).unlink()
    changed = {name for name, text in wanted.items() if there.get(name) != text}
    for name in changed:
        (folder / name).write_text(wanted[name])
    return sorted(changed | (there.keys() - wanted.keys()))
