import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chassis.service import Service
from chassis.version import VERSION
from chassis_testing.harness import Harness, SigningKeys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.settings import Settings

REPOSITORY = Path(__file__).parents[3]
MakeSettings = Callable[..., Settings]


async def test_whoever_opens_the_console_is_told_what_it_needs(directory: Harness[Any]) -> None:
    """B63, before anybody signs in: the company's clock, help, and which Tero this is."""
    answer = await directory.client.get("/api/v1/about")

    assert answer.status_code == 200
    assert answer.json() == {
        "time_zone": "America/Argentina/Buenos_Aires",
        "help_url": None,
        "version": VERSION,
    }


async def test_the_company_says_where_it_is_and_where_help_is(
    create_database: CreateDatabase, keys: SigningKeys, make_settings: MakeSettings
) -> None:
    settings = make_settings(
        database_url=await create_database("directory"),
        time_zone="America/Bogota",
        help_url="https://ayuda.example.com/tero",
    )
    async with running(Service(define(settings), settings, "api"), keys) as harness:
        told = (await harness.client.get("/api/v1/about")).json()

    assert (told["time_zone"], told["help_url"]) == (
        "America/Bogota",
        "https://ayuda.example.com/tero",
    )


@pytest.mark.parametrize("wrong", [{"time_zone": "Bogota"}, {"help_url": "javascript:alert(1)"}])
def test_what_no_console_could_use_stops_the_start(
    make_settings: MakeSettings, wrong: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        make_settings(database_url="postgresql+asyncpg://a@localhost/a", **wrong)


def test_all_parts_have_one_version() -> None:
    files = [*REPOSITORY.glob("services/*/pyproject.toml"), REPOSITORY / "shared/pyproject.toml"]
    found = {tomllib.loads(each.read_text())["project"]["version"] for each in files}
    images = re.findall(r"image: tero/\S+:(\S+)", (REPOSITORY / "docker-compose.yml").read_text())

    assert len(files) == 8
    assert found | set(images) == {VERSION}
