"""Presets of imports: which headers of a file mean which fields."""

from typing import Annotated, Self

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chassis.errors import Conflict
from chassis.http import begin
from chassis.policies import Actor, needs
from directory.application.import_ports import PresetView
from directory.application.ports import Begin
from directory.inbound.fields import Code
from directory.inbound.import_fields import READERS
from directory.inbound.presets import BUILT_IN, PresetName, built_in

router = APIRouter(prefix="/api/v1/customers/import-presets", tags=["imports"])

Importer = Annotated[Actor, needs("customers.import")]
BeginTx = Annotated[Begin, Depends(begin)]


class BuiltIn(Conflict):
    """Those that come with Tero stay as they are."""

    code = "built-in-preset"


class Presets(BaseModel):
    """All presets, and the fields there are."""

    items: list[PresetView]
    fields: list[str]


class PresetToSave(BaseModel):
    """Headers, and the field that each fills. Capitals and accents do not matter."""

    model_config = ConfigDict(extra="forbid")

    columns: Annotated[dict[Code, str], Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _knows_its_fields(self) -> Self:
        unknown = sorted(set(self.columns.values()) - set(READERS))
        if unknown:
            raise ValueError(f"there is no field {unknown[0][:60]}")
        return self


@router.get("")
async def list_presets(begin: BeginTx, _: Importer) -> Presets:
    """Those that come with Tero, and those that were saved."""
    known = [PresetView(name, dict(built_in(name)), is_saved=False) for name in BUILT_IN]
    async with begin() as tx:
        return Presets(items=[*known, *await tx.imports.presets()], fields=list(READERS))


@router.put("/{name}")
async def save(name: PresetName, body: PresetToSave, begin: BeginTx, actor: Importer) -> PresetView:
    """Save a preset, or change one that was saved."""
    if name in BUILT_IN:
        raise BuiltIn("This preset comes with Tero; save yours under another name.")
    async with begin() as tx:
        await tx.imports.save_preset(name, body.columns, actor.name)
    return PresetView(name, body.columns, is_saved=True)
