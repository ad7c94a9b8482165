"""Finds programs that came inside Python packages, without importing those packages."""

from functools import cache
from importlib.metadata import files
from pathlib import Path


@cache
def packaged_program(package: str, name: str) -> Path:
    """The file `name` of an installed package: installers put programs in different folders."""
    for file in files(package) or ():
        if file.name == name:
            return Path(str(file.locate())).resolve()
    raise FileNotFoundError(f"the package {package} holds no {name}")
