"""The commands, gathered. Each is imported when it is asked for: together they take as long to
import as most of them take to answer."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

_WHERE = {
    "doctor": "tero.doctor.command:doctor",
    "lag": "tero.operate.flow:lag",
    "outbox": "tero.operate.flow:outbox",
    "calls": "tero.operate.flow:calls",
    "parked": "tero.operate.parked:parked",
    "quarantine": "tero.operate.quarantine:quarantine",
    "audit": "tero.operate.audit:audit",
    "token": "tero.operate.token:token",
    "acls": "tero.acls.commands:acls",
    "topics": "tero.topics.commands:topics",
    "signing-key": "tero.signing_key.commands:signing_key",
    "schemas": "tero.documents.commands:schemas",
    "asyncapi": "tero.documents.commands:asyncapi_document",
    "openapi": "tero.documents.commands:openapi",
    "permissions": "tero.documents.commands:permissions",
    "settings": "tero.documents.commands:settings",
}


class _Commands(Mapping[str, Any]):
    """All by name, as Typer keeps them."""

    def __getitem__(self, name: str) -> Any:
        module, _, attribute = _WHERE[name].partition(":")
        found = getattr(import_module(module), attribute)
        holder = typer.Typer()
        if isinstance(found, typer.Typer):
            holder.add_typer(found, name=name)
        else:
            holder.command(name)(found)
        return get_group(holder).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


class _Group(TyperGroup):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Commands()  # type: ignore[assignment] # only read


app = typer.Typer(
    name="tero",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def tero() -> None:
    """Operate Tero: what is wrong, what was put aside, its topics, its documents."""
