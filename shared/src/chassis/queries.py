"""No address says more than its route asks for: a filter whose name is misspelt would be none."""

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, Request
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel


class OnlyDeclared:
    """A dependency that refuses, as fields of a body are refused, what its route has not named."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    async def __call__(self, request: Request) -> None:
        unknown = request.query_params.keys() - self.names if request.url.query else ()
        if unknown:
            raise RequestValidationError([_extra(name) for name in sorted(unknown)])


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
        check = Depends(OnlyDeclared(frozenset(_declared(dependant))))
        path = route.path_format
        dependant.dependencies.append(get_parameterless_sub_dependant(depends=check, path=path))


def _declared(dependant: Any) -> Iterator[str]:
    for field in dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from (info.alias or name for name, info in kind.model_fields.items())
        else:
            yield field.alias
    for child in dependant.dependencies:
        yield from _declared(child)


def _extra(name: str) -> dict[str, object]:
    return {
        "type": "extra_forbidden",
        "loc": ("query", name),
        "msg": "Extra inputs are not permitted",
    }
