"""Every contract has one example, and it still means what it meant."""

import json
from importlib.resources import files

import jsonschema_rs
import pytest

from contracts.registry import EVENTS
from tero.documents.schemas import example_of, schema_of

NAMES = sorted(EVENTS)


def test_every_contract_has_an_example_and_every_example_a_contract() -> None:
    examples = (file.name for file in (files("contracts") / "examples").iterdir())

    assert sorted(examples) == [f"{name}.json" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_and_written_without_loss(name: str) -> None:
    """Messages that are in Kafka already look like this."""
    example = example_of(name)

    event = EVENTS[name].model_validate_json(json.dumps(example))

    assert json.loads(event.model_dump_json()) == example


@pytest.mark.parametrize("name", NAMES)
def test_an_example_shows_every_field(name: str) -> None:
    assert set(example_of(name)) == set(schema_of(EVENTS[name])["properties"])


@pytest.mark.parametrize("name", NAMES)
def test_an_example_follows_the_published_schema(name: str) -> None:
    validator = jsonschema_rs.validator_for(schema_of(EVENTS[name]), validate_formats=True)

    assert [str(error) for error in validator.iter_errors(example_of(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_does_not_mind_fields_it_does_not_know(name: str) -> None:
    """A newer writer may have added some."""
    newer = {**example_of(name), "a_field_of_tomorrow": [1, 2]}

    assert EVENTS[name].model_validate_json(json.dumps(newer)) == EVENTS[name].model_validate_json(
        json.dumps(example_of(name))
    )
