"""The assembled application."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import ValidationError

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from intake.app import define
from intake.settings import Settings


async def test_every_route_declares_one_policy(settings: Settings) -> None:
    routes = [r for router in define(settings).routers for r in router.routes]

    for route in routes:
        assert isinstance(route, APIRoute)
        assert len(policy_names(route.dependant)) == 1, route.path
    assert len(routes) > 60


async def test_the_api_describes_itself(intake: Harness[Any]) -> None:
    answer = await intake.client.get("/api/v1/intake/openapi.json")

    paths = answer.json()["paths"]
    assert (
        "application/x-www-form-urlencoded"
        in (paths["/api/v1/intake/calls/{key}"]["post"]["requestBody"]["content"])
    )
    assert "/api/v1/contacts/{contact_id}/take" in paths


@pytest.mark.parametrize("keys", [{"pbx": "short"}, {"": "k" * 20}, ["k" * 20]])
def test_a_service_with_weak_or_nameless_keys_does_not_start(
    settings: Settings, tmp_path: Path, keys: Any
) -> None:
    file = tmp_path / "weak.json"
    file.write_text(json.dumps(keys))

    with pytest.raises(ValidationError):
        define(settings.model_copy(update={"channel_keys_file": file}))
