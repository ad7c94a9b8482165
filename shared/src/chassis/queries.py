"""No address says more than its route asks for: a filter whose name is misspelt would be none, and
of one that is given twice the first would be."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from fastapi import Depends, Request
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel


class OnlyDeclared:
    """A dependency that refuses, as fields of a body are refused, what its route has not named, or
    not as something of which there may be several."""

    def __init__(self, names: frozenset[str], repeatable: frozenset[str] = frozenset()) -> None:
        self.names = names
        self._repeatable = repeatable

    async def __call__(self, request: Request) -> None:
        if not request.url.query:
            return
        given = Counter(name for name, _ in request.query_params.multi_items())
        unknown = [_extra(name) for name in sorted(given.keys() - self.names)]
        again = {name for name, times in given.items() if times > 1} - self._repeatable
        repeated = [_repeated(name) for name in sorted(again & self.names)]
        if unknown or repeated:
            raise RequestValidationError(unknown + repeated)


async def any_query() -> None:
    """A dependency of routes whose callers have words of their own: what is none of ours is passed
    over."""


def bound_query(route: APIRoute) -> None:
    """From now on the route refuses other query parameters, once it knows who asks. What is not of
    the API takes any: pages of others lead there, and proxies and mail readers add to addresses."""
    dependant = route.dependant
    calls = [child.call for child in dependant.dependencies]
    if any_query in calls or any(isinstance(call, OnlyDeclared) for call in calls):
        return
    if route.path.startswith("/api/"):
        declared = dict(_declared(dependant))
        repeatable = frozenset(name for name, kind in declared.items() if _is_list(kind))
        check = Depends(OnlyDeclared(frozenset(declared), repeatable))
        path = route.path_format
        dependant.dependencies.append(get_parameterless_sub_dependant(depends=check, path=path))


def _declared(dependant: Any) -> Iterator[tuple[str, Any]]:
    for field in dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = kind.model_fields.items()
            yield from ((info.alias or name, info.annotation) for name, info in fields)
        else:
            yield field.alias, kind
    for child in dependant.dependencies:
        yield from _declared(child)


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is list or any(_is_list(each) for each in get_args(kind))


def _extra(name: str) -> dict[str, object]:
    return {
        "type": "extra_forbidden",
        "loc": ("query", name),
        "msg": "Extra inputs are not permitted",
    }


def _repeated(name: str) -> dict[str, object]:
    return {"type": "repeated", "loc": ("query", name), "msg": "It may be given once"}
