"""Which images the system is made of, and which of them are here or can be pulled."""

import re
from collections.abc import Collection
from typing import Any

import yaml

from local_stack.compose_test.engine import CommandFailed, Engine
from local_stack.paths import REPOSITORY

COMPOSE_FILE = REPOSITORY / "docker-compose.yml"
DOCKERFILE = REPOSITORY / "deploy" / "images" / "Dockerfile"
_BASE = re.compile(r"^ARG PYTHON_IMAGE=(\S+)$", re.MULTILINE)


def read_compose_file() -> dict[str, Any]:
    """The file as data, with its anchors resolved and its variables as they stand."""
    data: dict[str, Any] = yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))
    return data


def official_images() -> list[str]:
    """Images that others make, with their tags: those of the file, and the base of our own."""
    services = read_compose_file()["services"].values()
    found = {service["image"] for service in services if "build" not in service}
    base = _BASE.search(DOCKERFILE.read_text(encoding="utf-8"))
    if base is None:
        raise ValueError(f"{DOCKERFILE} names no base image")
    return sorted(found | {base[1]})


def own_images() -> list[str]:
    """Images built from this repository."""
    services = read_compose_file()["services"].values()
    return sorted({service["image"] for service in services if "build" in service})


def images_here(engine: Engine) -> set[str]:
    """All tagged images of the engine, as `name:tag`."""
    return set(engine.docker("images", "--format", "{{.Repository}}:{{.Tag}}").split())


def pull_all(engine: Engine, images: Collection[str]) -> list[str]:
    """Those that cannot be had; one that fails says enough about the registry."""
    left = sorted(images)
    while left:
        try:
            engine.docker("pull", "--quiet", left[0])
        except CommandFailed:
            break
        left.pop(0)
    return left
