"""The stack that is played with: where its doors are, and its secrets."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from local_stack.demo.trouble import Trouble
from local_stack.ports import HOST
from local_stack.process.part import Home


class NoStack(Trouble):
    """There is no running stack in the folder."""


@dataclass(frozen=True)
class Installation:
    """A stack by its home and its ports."""

    home: Home
    ports: Mapping[str, int]

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The stack that was started in the folder by `make run`."""
        try:
            shape = json.loads((folder / "stack.json").read_text())
        except FileNotFoundError as error:
            raise NoStack(f"no stack was started in {folder}: `make run` starts one") from error
        return cls(Home(folder, outlives=True), shape["ports"])

    @property
    def gateway(self) -> str:
        """The one door for people."""
        return f"http://{HOST}:{self.ports['gateway']}"

    @property
    def iclass(self) -> str:
        """The field system's own door, for those who have its key."""
        return f"http://{HOST}:{self.ports['iclass']}"

    @property
    def kafka(self) -> list[str]:
        """Host and port of each broker."""
        brokers = (name for name in self.ports if re.fullmatch(r"kafka-\d+", name))
        return [f"{HOST}:{self.ports[name]}" for name in sorted(brokers)]

    def secret(self, name: str) -> str:
        """The content of a file of secrets; NoStack when it is not there."""
        try:
            return self.home.secret(name).read_text().strip()
        except FileNotFoundError as error:
            raise NoStack(f"{self.home.secret(name)} is missing: start the stack again") from error
