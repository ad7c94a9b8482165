"""Every refusal as the same JSON: `{"error": {"code", "message", "details"}}`."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from iclass_simulator.errors import ApiError


def install(app: FastAPI) -> None:
    """Answer refusals, bad bodies and unknown paths in the simulator's shape."""
    app.add_exception_handler(ApiError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _by_framework)


def problem(error: ApiError, details: list[dict[str, str]] | None = None) -> JSONResponse:
    """The answer for `error`."""
    content = {"error": {"code": error.code, "message": error.message, "details": details or []}}
    return JSONResponse(content, error.status, error.headers)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)  # noqa: S101 - registered for this class only
    return problem(error)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return problem(ApiError(400, "malformed_json", "The body is not JSON."))
    details = [
        {"field": ".".join(str(step) for step in item["loc"][1:]), "message": item["msg"]}
        for item in found
    ]
    return problem(ApiError(422, "invalid_request", "The request is not valid."), details)


async def _by_framework(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
    return problem(ApiError(error.status_code, code, error.detail, error.headers))
