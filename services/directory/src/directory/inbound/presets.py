"""Which headers mean which fields: as files come from systems that are known."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import StringConstraints

from chassis.errors import Invalid, NotFound
from directory.application.import_ports import Column, PresetView
from directory.domain.search import folded
from directory.inbound.import_fields import MANY

BUILT_IN = ("generic", "wispro")
PresetName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class WrongHeaders(Invalid):
    """The columns of a file say too little, or two of them the same."""

    code = "wrong-headers"


@cache
def built_in(name: str) -> Mapping[str, str]:
    """The columns of one that comes with Tero."""
    text = (files("directory.inbound") / "presets" / f"{name}.json").read_text("utf-8")
    columns: dict[str, str] = json.loads(text)
    return columns


def preset_named(name: str, saved: Sequence[PresetView]) -> Mapping[str, str]:
    """A saved one, or one that comes with Tero; NotFound."""
    for preset in saved:
        if preset.name == name:
            return preset.columns
    if name in BUILT_IN:
        return built_in(name)
    raise NotFound("No such preset.", code="preset-not-found")


def columns_of(headers: Sequence[str], preset: Mapping[str, str]) -> tuple[Column, ...]:
    """Which column fills which field; a header nobody knows is left out. WrongHeaders."""
    known = {folded(header): field for header, field in preset.items()}
    columns = tuple(Column(header, known.get(folded(header))) for header in headers)
    fields = [column.field for column in columns if column.field]
    twice = {field for field in fields if field not in MANY and fields.count(field) > 1}
    if twice:
        raise WrongHeaders("Two columns fill the same field.", fields=sorted(twice))
    if "number" not in fields:
        raise WrongHeaders("No column says the customer's number.", headers=list(headers)[:50])
    return columns
