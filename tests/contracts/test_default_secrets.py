"""Nothing secret has a default: what is missing stops a service, and nothing can be guessed."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_core import PydanticUndefined

from local_stack.services import SPECS

_SECRET = re.compile(r"password|secret|signing_key|api_key|channel_keys|jwks|database_url")
# Names of people, words for what a secret is for: no values of one.
_COMPOSE_SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_no_setting_that_is_secret_has_a_value_of_its_own(spec: object) -> None:
    """An absent one is either an error or nothing at all."""
    settings = import_module(f"{spec.module}.settings").Settings  # type: ignore[attr-defined]
    secret = {
        name: field.default for name, field in settings.model_fields.items() if _SECRET.search(name)
    }

    assert "database_url" in secret
    assert {
        name for name, default in secret.items() if default not in (PydanticUndefined, None)
    } == (set())


def test_containers_read_secrets_from_files() -> None:
    services = yaml.safe_load(Path("docker-compose.yml").read_text())["services"]
    found = {
        (service, name): str(value)
        for service, described in services.items()
        for name, value in _environment(described).items()
        if _COMPOSE_SECRET.search(name) and value is not None
    }

    assert found
    assert {place: value for place, value in found.items() if not _is_harmless(value)} == {}


def _environment(described: dict[str, Any]) -> dict[str, Any]:
    given = described.get("environment", {})
    return given if isinstance(given, dict) else dict(each.split("=", 1) for each in given)


def _is_harmless(value: str) -> bool:
    return value.startswith("/run/secrets/") or value in ("", "scram-sha-256")
