"""The JSON Schema of each contract, as readers of its topic may rely on it."""

from importlib.resources import files
from typing import Any

import orjson
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import TimeSchema

from contracts.event import Event

Schema = dict[str, Any]

# JSON Schema's own `time` has an offset from UTC; the windows of visits are local.
LOCAL_TIME = {"type": "string", "pattern": r"^[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic's, mended."""

    def time_schema(self, schema: TimeSchema) -> Schema:
        return dict(LOCAL_TIME)


def schema_of(contract: type[Event]) -> Schema:
    """A document that stands for itself."""
    body = _untitled(contract.model_json_schema(schema_generator=_Generator))
    return {"$schema": DIALECT, "$id": f"urn:tero:contract:{contract.type}", **body}


def inlined(schema: Schema) -> Schema:
    """The same without references, to be put inside another document."""
    definitions: dict[str, Schema] = schema.get("$defs", {})
    body = {key: value for key, value in schema.items() if not key.startswith("$")}
    inside: Schema = _resolved(body, definitions)
    return inside


def example_of(name: str) -> Any:
    """The golden example of a contract; raises FileNotFoundError when it has none."""
    return orjson.loads((files("contracts") / "examples" / f"{name}.json").read_bytes())


def _untitled(node: Any) -> Any:
    """Without the titles that only repeat a field's name in other letters."""
    if isinstance(node, list):
        return [_untitled(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _untitled(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }


def _resolved(node: Any, definitions: dict[str, Schema]) -> Any:
    if isinstance(node, list):
        return [_resolved(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = definitions[node["$ref"].removeprefix("#/$defs/")]
        beside = {key: value for key, value in node.items() if key != "$ref"}
        return {**_resolved(target, definitions), **_resolved(beside, definitions)}
    return {key: _resolved(value, definitions) for key, value in node.items()}
