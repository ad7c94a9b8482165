"""Every installed service, put together without starting or connecting to anything."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chassis.service import Definition
from chassis.settings import ServiceSettings
from local_stack.credentials import make_credentials
from local_stack.parts.kafka import Kafka
from local_stack.parts.postgres import Postgres
from local_stack.parts.service import Service as Part
from local_stack.parts.valkey import Valkey
from local_stack.ports import BASE_DEFAULT, port_names
from local_stack.process.part import Home
from local_stack.services import NAMES, Servers, make_services


def assembled() -> dict[str, tuple[Definition[Any], ServiceSettings]]:
    """Definition and settings of each service, by name; with keys that are thrown away."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        make_credentials(home)
        parts = make_services(_servers(home)).values()
        return {part.name: _assembled(part) for part in parts if find_spec(_app(part))}


def handled_types() -> dict[str, set[str]]:
    """The wire names of the events that each service handles."""
    return {
        name: {each.contract.type for each in definition.handles}
        for name, (definition, _) in assembled().items()
    }


def _servers(home: Home) -> Servers:
    names = port_names(NAMES, brokers=1)
    ports = {name: BASE_DEFAULT + place for place, name in enumerate(names)}
    kafka = Kafka.of(home, ports, 1)
    postgres = Postgres(home, ports["postgres"])
    return Servers(home, ports, kafka, postgres, Valkey(home, ports["valkey"]))


def _assembled(part: Part) -> tuple[Definition[Any], ServiceSettings]:
    module = part.program.module
    given = {
        name.removeprefix("TERO_").lower(): value for name, value in part.environment().items()
    }
    settings: ServiceSettings = import_module(f"{module}.settings").Settings(**given)
    definition: Definition[Any] = import_module(_app(part)).define(settings)
    return definition, settings


def _app(part: Part) -> str:
    return f"{part.program.module}.app"
