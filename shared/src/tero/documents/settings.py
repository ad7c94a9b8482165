"""What every service may be told, as a document: from the classes that read it."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import AnyHttpUrl, BaseModel, PostgresDsn, RedisDsn
from pydantic.fields import FieldInfo

from chassis.settings import ServiceSettings
from local_stack.services import SPECS

SETTINGS = Path("docs/settings.md")
_HEAD = """# Settings

Every setting there is; written by `python -m tero settings`. Services read them from their
environment when they start: one that lacks something, or cannot read it, says so and does not
start; what is another service's is ignored. Nothing secret has a default; secrets are in files,
but for the password in `TERO_DATABASE_URL`.

What the gateway takes is [beside it](../deploy/gateway/README.md), what `docker compose` takes in
[containers](containers.md), what the operator's command takes in [operations](operations.md).
"""
_KINDS: dict[Any, str] = {
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    str: "text",
    PostgresDsn: "`postgresql://…`",
    RedisDsn: "`redis://…`",
    AnyHttpUrl: "`http(s)://…`",
}
_BOUNDS = {"ge": "from", "gt": "above", "le": "to"}


def settings_of_services() -> dict[str, type[ServiceSettings]]:
    """By the name of the service."""
    return {spec.name: import_module(f"{spec.module}.settings").Settings for spec in SPECS}


def settings_text() -> str:
    """The document: what every service takes, then what each takes besides."""
    common = ServiceSettings.model_fields
    sections = [_section("Every service", common)]
    for name, settings in settings_of_services().items():
        own = {each: field for each, field in settings.model_fields.items() if each not in common}
        if own:
            sections.append(_section(f"`{name}` besides", own))
    return "\n".join([_HEAD, *sections])


def _section(title: str, fields: Mapping[str, FieldInfo]) -> str:
    prefix = ServiceSettings.model_config["env_prefix"]
    lines = [_line(["setting", "is", "default", "what for"]), _line(["---"] * 4)]
    for name, field in fields.items():
        told = " ".join((field.description or "").split())
        lines.append(_line([f"`{prefix}{name.upper()}`", kind(name, field), default(field), told]))
    return f"## {title}\n\n" + "\n".join(lines) + "\n"


def kind(name: str, field: FieldInfo) -> str:
    """What may be written there, with its bounds."""
    annotation = _without_none(field.annotation)
    if annotation is Path:
        return "folder" if name.endswith("_dir") else "file"
    if get_origin(annotation) is Literal:
        return _any_of(get_args(annotation))
    if get_origin(annotation) is frozenset:
        (of,) = get_args(annotation)
        return f"JSON list of {_any_of(of)}"
    if annotation not in _KINDS:
        return "JSON"
    bounds = [f"{word} {getattr(each, name)}" for each, name, word in _bounds(field)]
    return " ".join([_KINDS[annotation], *bounds])


def default(field: FieldInfo) -> str:
    """What holds where it is not given; nothing for what is then not there."""
    if field.is_required():
        return "**none: needed**"
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, BaseModel):
        return "[these](security/front-door.md#limits)"
    if value is None or value == "":
        return ""
    return f"`{_written(value)}`"


def _written(value: Any) -> str:
    if isinstance(value, bool | dict | frozenset):
        return json.dumps(sorted(value) if isinstance(value, frozenset) else value)
    return str(value)


def _without_none(annotation: Any) -> Any:
    present = [each for each in get_args(annotation) if each is not NoneType]
    return present[0] if NoneType in get_args(annotation) else annotation


def _bounds(field: FieldInfo) -> list[tuple[Any, str, str]]:
    return [
        (each, name, word)
        for each in field.metadata
        for name, word in _BOUNDS.items()
        if hasattr(each, name)
    ]


def _any_of(values: Iterable[str] | type[StrEnum]) -> str:
    return ", ".join(f"`{each}`" for each in values)


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"
