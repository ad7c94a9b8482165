"""What is remembered of the stack in a folder: its ports and its brokers."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from local_stack import services
from local_stack.ports import chosen_ports, port_names
from local_stack.stack import EVERYTHING, Stack


class NotThere(RuntimeError):
    """No stack was ever started in the folder."""


@dataclass(frozen=True)
class Site:
    """The shape of a stack that outlives its launcher; kept in `stack.json` of its folder."""

    ports: dict[str, int]
    brokers: int
    parts: list[str]

    @classmethod
    def chosen(cls, brokers: int, gateway: int | None, parts: list[str]) -> Self:
        """The shape that options and settings ask for."""
        ports = chosen_ports(port_names(services.NAMES, brokers), os.environ)
        return cls(ports | ({"gateway": gateway} if gateway else {}), brokers, parts)

    @classmethod
    def of(cls, folder: Path) -> Self:
        """The shape of the stack last started in the folder."""
        try:
            return cls(**json.loads((folder / "stack.json").read_text()))
        except FileNotFoundError as error:
            raise NotThere(f"no stack was started in {folder}") from error

    def keep(self, folder: Path) -> None:
        """Writes it down before anything starts: whoever stops the stack needs it."""
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "stack.json.part"
        part.write_text(json.dumps(asdict(self), indent=2))
        part.replace(folder / "stack.json")

    def stack(self, folder: Path) -> Stack:
        """The stack itself, which finds its running processes by their memory files."""
        return Stack(
            folder,
            parts=self.parts or EVERYTHING,
            ports=self.ports,
            brokers=self.brokers,
            outlives=True,
        )
