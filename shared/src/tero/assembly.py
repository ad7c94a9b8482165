"""Every installed service, put together without starting or connecting to anything."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI

from chassis.definition import Definition
from chassis.service import Service
from chassis.settings import ServiceSettings
from local_stack.credentials import make_credentials
from local_stack.parts.service import Service as Part
from local_stack.ports import BASE_DEFAULT, port_names
from local_stack.services import NAMES
from local_stack.stack import Stack

# An installation may be running on the usual ports of this machine: it has nothing to do with this.
_NOWHERE = "127.0.0.1:1"


@contextmanager
def assembled() -> Iterator[dict[str, tuple[Definition[Any], ServiceSettings]]]:
    """Definition and settings of each service, by name; their keys are gone afterwards."""
    ports = {name: BASE_DEFAULT + place for place, name in enumerate(port_names(NAMES, brokers=1))}
    with TemporaryDirectory() as folder:
        stack = Stack(Path(folder), parts=(), ports=ports)
        make_credentials(stack.home)
        parts = stack.services.values()
        yield {part.name: _assembled(part) for part in parts if find_spec(_app(part))}


def applications() -> dict[str, FastAPI]:
    """What each service answers over HTTP, by its name; for reading, since its keys are gone."""
    with assembled() as services:
        return {
            name: Service(definition, settings, "api").build_app()
            for name, (definition, settings) in services.items()
        }


def handled_types() -> dict[str, set[str]]:
    """The wire names of the events that each service handles."""
    with assembled() as services:
        return {
            name: {each.contract.type for each in definition.handles}
            for name, (definition, _) in services.items()
        }


def _assembled(part: Part) -> tuple[Definition[Any], ServiceSettings]:
    module = part.program.module
    given = {
        name.removeprefix("TERO_").lower(): _value(text)
        for name, text in part.environment().items()
    }
    given |= {"kafka_servers": _NOWHERE, "redis_url": f"redis://{_NOWHERE}/0"}
    settings: ServiceSettings = import_module(f"{module}.settings").Settings(**given)
    definition: Definition[Any] = import_module(_app(part)).define(settings)
    return definition, settings


def _value(text: str) -> Any:
    """A setting as the environment has it: what has parts is JSON there."""
    return json.loads(text) if text.startswith("{") else text


def _app(part: Part) -> str:
    return f"{part.program.module}.app"
