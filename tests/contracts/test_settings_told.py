"""Whoever runs Tero finds every setting in one document, as the services read it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from chassis.settings import ServiceSettings
from tero.app import app
from tero.documents.settings import SETTINGS, settings_of_services, settings_text

CLASSES = settings_of_services()


def test_the_committed_settings_are_current() -> None:
    """If not: `python -m tero settings`."""
    assert SETTINGS.read_text() == settings_text()


@pytest.mark.parametrize("service", CLASSES)
def test_every_setting_is_there_by_its_name_and_says_what_it_is_for(service: str) -> None:
    document = settings_text()

    for name, field in CLASSES[service].model_fields.items():
        assert f"| `TERO_{name.upper()}` | " in document
        assert field.description, name


def test_what_every_service_takes_is_told_once() -> None:
    document = settings_text()

    for name in ServiceSettings.model_fields:
        assert document.count(f"| `TERO_{name.upper()}` |") == 1


def test_kinds_bounds_and_defaults_are_those_of_the_classes() -> None:
    lines = settings_text().splitlines()
    told = {line.split("`")[1]: line.split(" | ")[1:3] for line in lines if "| `TERO_" in line}

    assert told["TERO_AUTO_CLOSE_DAYS"] == ["whole number from 1 to 365", "`15`"]
    assert told["TERO_SMTP_SECONDS"] == ["number above 0 to 300", "`30.0`"]
    assert told["TERO_MAIL_ON_CLOSE"] == ["`true` or `false`", "`true`"]
    assert told["TERO_LOG_LEVEL"] == ["`debug`, `info`, `warning`, `error`", "`info`"]
    assert told["TERO_SECOND_FACTOR_ROLES"][1] == "`[]`"
    assert told["TERO_FILES_DIR"] == ["folder", ""]
    assert told["TERO_DATABASE_URL"] == ["`postgresql://…`", "**none: needed**"]


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    SETTINGS.parent.mkdir()

    assert CliRunner().invoke(app, ["settings"]).exit_code == 0
    assert SETTINGS.read_text() == settings_text()
