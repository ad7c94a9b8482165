"""What is committed under docs/api is what the code says."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from contracts.registry import EVENTS
from contracts.topics import ALL
from local_stack.services import NAMES as SERVICES
from tero.app import app
from tero.assembly import handled_types
from tero.documents.asyncapi import asyncapi
from tero.documents.committed import FOLDER, committed_schemas, text_of, write_schemas
from tero.documents.schemas import schema_of


@pytest.fixture(scope="module")
def readers() -> dict[str, set[str]]:
    return handled_types()


def test_the_committed_schemas_are_current() -> None:
    """If not: `python -m tero schemas`."""
    current = {name: schema_of(contract) for name, contract in EVENTS.items()}

    assert committed_schemas(FOLDER / "schemas") == current


def test_the_committed_asyncapi_document_is_current(readers: dict[str, set[str]]) -> None:
    """If not: `python -m tero asyncapi > docs/api/asyncapi.json`."""
    assert (FOLDER / "asyncapi.json").read_text() == text_of(asyncapi(readers))


def test_the_committed_openapi_documents_are_what_the_command_writes(tmp_path: Path) -> None:
    """If not: `python -m tero openapi --folder docs/api`."""
    assert CliRunner().invoke(app, ["openapi", "--folder", str(tmp_path)]).exit_code == 0

    for name in SERVICES:
        document, committed = [
            json.loads((folder / f"openapi-{name}.json").read_text())
            for folder in (tmp_path, FOLDER)
        ]
        assert document["openapi"].startswith("3.1")
        assert document["paths"]
        assert committed == document, name


@pytest.mark.parametrize("name", SERVICES)
def test_every_reference_in_an_openapi_document_leads_somewhere(name: str) -> None:
    """Else nothing can be generated from it; the console could not be built."""
    document = json.loads((FOLDER / f"openapi-{name}.json").read_text())

    for reference in _references(document):
        node: Any = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_every_reference_in_the_asyncapi_document_leads_somewhere(
    readers: dict[str, set[str]],
) -> None:
    document = asyncapi(readers)
    references = list(_references(document))

    assert references
    for reference in references:
        node: Any = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def _references(node: Any) -> Any:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    if isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_services_handle_only_what_the_registry_knows(readers: dict[str, set[str]]) -> None:
    assert {name for handled in readers.values() for name in handled} <= set(EVENTS)


def test_a_topic_is_written_by_its_owner_or_by_outsiders() -> None:
    operations = asyncapi({})["operations"]

    assert set(operations) == {
        f"{topic.owner}.sends.{topic.name}" for topic in ALL if not topic.open_door
    }


def test_a_service_receives_what_it_handles_and_nothing_more() -> None:
    document = asyncapi({"orders": {"tickets.ticket-closed.v1", "tickets.ticket-assigned.v1"}})

    operation = document["operations"]["orders.receives.tickets.tickets"]
    assert operation["action"] == "receive"
    assert [each["$ref"].rpartition("/")[2] for each in operation["messages"]] == [
        "tickets.ticket-assigned.v1",
        "tickets.ticket-closed.v1",
    ]


def test_schemas_are_written_only_where_nobody_breaks(tmp_path: Path) -> None:
    run = CliRunner().invoke
    command = ["schemas", "--folder", str(tmp_path)]
    assert run(app, command).exit_code == 0
    file = tmp_path / "tickets.ticket-started.v1.json"
    older = json.loads(file.read_text())
    older["properties"]["mood"] = {"type": "string"}
    file.write_text(json.dumps(older))

    refused = run(app, command)

    assert refused.exit_code == 1
    assert "tickets.ticket-started.v1: mood: the field was removed" in refused.output
    assert json.loads(file.read_text()) == older
    assert run(app, [*command, "--accept-breaking"]).exit_code == 0
    assert json.loads(file.read_text()) == schema_of(EVENTS["tickets.ticket-started.v1"])


def test_a_folder_of_schemas_holds_exactly_the_contracts(tmp_path: Path) -> None:
    contracts = dict(list(EVENTS.items())[:2])
    (tmp_path / "trial.gone.v1.json").write_text("{}")

    first = write_schemas(tmp_path, contracts)
    second = write_schemas(tmp_path, contracts)

    assert first == sorted([*(f"{name}.json" for name in contracts), "trial.gone.v1.json"])
    assert second == []
    assert sorted(committed_schemas(tmp_path)) == sorted(contracts)


@pytest.mark.parametrize("name", SERVICES)
def test_an_openapi_document_promises_strict_readers_nothing_that_is_not_kept(name: str) -> None:
    """A `time` has an offset (RFC 3339), and ours are by the company's clock; and not every text
    can be the key of a request."""
    text = (FOLDER / f"openapi-{name}.json").read_text()
    keys = [
        str(parameter["schema"])
        for operations in json.loads(text)["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "Idempotency-Key"
    ]

    assert '"format": "time"' not in text
    assert all("'maxLength': 200" in key and "'minLength': 1" in key for key in keys)
