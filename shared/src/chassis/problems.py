"""Errors as RFC 9457 problem documents. The only place that knows both refusals and statuses."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route

from chassis.database import is_collision, is_outage, is_unstorable
from chassis.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    OutOfDate,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"

_FIELDS = {
    "type": "string", "title": "string", "status": "integer", "code": "string", "detail": "string"
}  # fmt: skip

# For the API document: every failure of every route.
RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem document (RFC 9457); `code` is stable.",
        "content": {
            MEDIA_TYPE: {
                "schema": {
                    "type": "object",
                    "required": list(_FIELDS),
                    "properties": {name: {"type": kind} for name, kind in _FIELDS.items()},
                }
            }
        },
    }
}

_STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    Conflict: 409,
    OutOfDate: 412,
    Invalid: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    TooMany: 429,
    Unavailable: 503,
}


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    extra: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document. `code` is stable; `detail` is for a person."""
    document = {
        **(extra or {}),
        "type": f"urn:tero:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }
    content = orjson.dumps(document, default=str)
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Answer every refusal with a problem document; for everything else see `answer_to`."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - narrows the type the framework erased
    return refused(error)


def refused(error: Refusal) -> Response:
    """The answer to a refusal."""
    status = next(status for kind, status in _STATUS.items() if isinstance(error, kind))
    return problem(status, error.code, str(error), extra=error.facts, headers=_hints(error))


def _hints(error: Refusal) -> dict[str, str]:
    """What a client's machinery, rather than its user, should know."""
    if isinstance(error, Unauthenticated):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, TooMany | Unavailable):
        return {"Retry-After": str(error.facts.get("retry_after", 2))}
    return {}


async def _not_valid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    errors = [
        {
            "field": ".".join(str(part) for part in e["loc"][1:]) or "body",
            "code": e["type"],
            "message": e["msg"],
        }
        for e in error.errors()
    ]
    unreadable = any(e["type"] == "json_invalid" for e in error.errors())
    if unreadable:
        return problem(400, "malformed-json", "The body is not JSON.", extra={"errors": errors})
    detail = "Some fields are not as they should be."
    return problem(422, "wrong-fields", detail, extra={"errors": errors})


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    phrase = HTTPStatus(error.status_code).phrase
    code = phrase.lower().replace(" ", "-")
    not_allowed = error.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    headers = {"Allow": _allowed(request)} if not_allowed else error.headers
    return problem(error.status_code, code, str(error.detail), headers=headers)


def _allowed(request: Request) -> str:
    """What may be done at an address: the framework knows of the first of its routes alone. Where
    there is none, there are files."""
    routes = [each for each in request.app.routes if isinstance(each, Route)]
    there = [each for each in routes if each.matches(request.scope)[0] is not Match.NONE]
    methods = {method for each in there for method in each.methods or ()}
    return ", ".join(sorted(methods or {"GET", "HEAD"}))


def answer_to(request: Request, error: Exception) -> Response:
    """The answer to a request that failed for another reason than a refusal.

    To be sent by a middleware: what is left to the framework's last resort is raised once more
    after its answer, and then the server closes a connection that others were about to use.
    """
    if isinstance(error, ClientDisconnect):
        return problem(400, "incomplete-body", "The request ended before its body did.")
    if is_outage(error) or is_collision(error):
        log.warning("a dependency is down", error=type(error).__name__)
        detail = "Something this needs is down. Nothing was changed; try again."
        return problem(503, "unavailable", detail, headers={"Retry-After": "2"})
    if is_unstorable(error):
        return problem(422, "wrong-characters", "A text has a character that cannot be kept.")
    log.error("request failed", path=request.url.path, exc_info=error)
    return problem(500, "failed", "This is our fault. It was written down.")
