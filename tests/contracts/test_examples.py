"""Every contract has one example, and it still means what it meant; so do those it had earlier."""

import json
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest

from contracts.registry import EVENTS
from tero.documents.schemas import example_of, schema_of

NAMES = sorted(EVENTS)
# As they were before a field was added: `<type>.<n>.json`, the oldest first.
EARLIER = {
    file.name.removesuffix(".json"): file.read_bytes()
    for file in (files("contracts") / "earlier_examples").iterdir()
}


def test_every_contract_has_an_example_and_every_example_a_contract() -> None:
    examples = (file.name for file in (files("contracts") / "examples").iterdir())

    assert sorted(examples) == [f"{name}.json" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_and_written_without_loss(name: str) -> None:
    """Messages that are in Kafka already look like this."""
    example = example_of(name)

    event = EVENTS[name].model_validate_json(json.dumps(example))

    assert json.loads(event.model_dump_json()) == example


@pytest.mark.parametrize("earlier", sorted(EARLIER))
def test_what_was_told_before_a_field_was_added_is_read_without_loss(earlier: str) -> None:
    """Topics that keep a state for good hold such bytes for good."""
    name, _, _ = earlier.rpartition(".")

    event = EVENTS[name].model_validate_json(EARLIER[earlier])

    assert _holds(json.loads(event.model_dump_json()), json.loads(EARLIER[earlier]))
    validator = jsonschema_rs.validator_for(schema_of(EVENTS[name]), validate_formats=True)
    assert [str(each) for each in validator.iter_errors(json.loads(EARLIER[earlier]))] == []


def _holds(now: Any, earlier: Any) -> bool:
    """Whether nothing of it is missing or different; there may be more."""
    if isinstance(earlier, dict):
        return all(key in now and _holds(now[key], value) for key, value in earlier.items())
    if isinstance(earlier, list):
        return len(now) == len(earlier) and all(map(_holds, now, earlier))
    return bool(now == earlier)


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
