"""What may change in a contract that somebody relies on: a field with a default may be added.

Anything else is a new contract, because a reader of yesterday would stumble over it or, worse,
understand something else.
"""

import json
from collections.abc import Iterator
from typing import Any

from tero.documents.schemas import Schema, inlined

_WORDS_FOR_PEOPLE = {"title", "description", "examples"}
_LOOKED_AT_APART = {"properties", "required", "enum", "const", "anyOf", "items"}


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """One line per change that breaks readers or writers of the old schema; empty if none."""
    return list(_compare("", inlined(old), inlined(new)))


def _compare(path: str, old: Schema, new: Schema) -> Iterator[str]:
    yield from _compare_fields(path, old, new)
    yield from _compare_values(path, old, new)
    yield from _compare_variants(path, old, new)
    if "items" in old and "items" in new:
        yield from _compare(f"{path}[]", old["items"], new["items"])
    elif ("items" in old) != ("items" in new):
        yield f"{path or 'body'}: its type changed"
    yield from _compare_rest(path, old, new)


def _compare_fields(path: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    demanded, demands = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted({*before, *after}):
        field = f"{path}.{name}" if path else name
        if name not in after:
            yield f"{field}: the field was removed"
        elif name not in before:
            if name in demands:
                yield f"{field}: a new field is required"
        elif (name in demanded) != (name in demands):
            yield f"{field}: it became {'required' if name in demands else 'optional'}"
        else:
            yield from _compare(field, before[name], after[name])


def _compare_values(path: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = _allowed(old), _allowed(new)
    for value in sorted(before - after):
        yield f"{path or 'body'}: the value {value} was removed"
    for value in sorted(after - before):
        yield f"{path or 'body'}: the value {value} was added"


def _allowed(schema: Schema) -> set[str]:
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return {json.dumps(value) for value in values}


def _compare_variants(path: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("anyOf", []), new.get("anyOf", [])
    if [_kind(each) for each in before] != [_kind(each) for each in after]:
        yield f"{path or 'body'}: its type changed"
        return
    for one, other in zip(before, after, strict=True):
        yield from _compare(path, one, other)


def _kind(schema: Schema) -> Any:
    return schema.get("type"), schema.get("format"), "properties" in schema


def _compare_rest(path: str, old: Schema, new: Schema) -> Iterator[str]:
    apart = _WORDS_FOR_PEOPLE | _LOOKED_AT_APART
    for key in sorted({*old, *new} - apart):
        if key in old and key in new and old[key] == new[key]:
            continue
        before, after = (json.dumps(each.get(key), ensure_ascii=False) for each in (old, new))
        yield f"{path or 'body'}: {key} changed from {before} to {after}"
