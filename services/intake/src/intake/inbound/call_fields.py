"""The fields of a bridge's request: JSON, a form, multipart, without a word of what it is, or in
the address alone."""

from typing import Any
from urllib.parse import parse_qs

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError

from intake.inbound.signatures import signature_of

_MOST_FIELDS = 100
_MARK = b"\xef\xbb\xbf"


async def fields_of(request: Request) -> Any:
    """Looks at the body rather than at what it is called: many bridges send no Content-Type, and
    one or another calls its JSON a form. The address is read where there is no body, and never
    beside one."""
    if request.headers.get("Content-Type", "").lower().startswith("multipart/"):
        return await _of_form(request)
    body = (await request.body()).removeprefix(_MARK)
    # What is signed is the body: an address could have been changed on the way.
    if not body.strip() and signature_of(request) is None:
        return _of_text(request.scope["query_string"])
    if body.lstrip()[:1] in (b"{", b"["):
        return _of_json(body)
    return _of_text(body)


async def _of_form(request: Request) -> dict[str, Any]:
    """In the letters that the form names, which may not be those it is written in."""
    try:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            return {name: _single(form.getlist(name)) for name in form}
    except UnicodeError as error:
        message = {"type": "string_unicode", "loc": ("body",), "msg": "These are no letters"}
        raise RequestValidationError([message]) from error


def _of_json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        message = {"type": "json_invalid", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([message]) from error


def _of_text(body: bytes) -> dict[str, Any]:
    """A form as it stands in an address. Older exchanges write it in the letters of Windows."""
    try:
        fields = _parsed(body, "utf-8")
    except UnicodeDecodeError:
        fields = _parsed(body, "latin-1")
    return {name: _single(values) for name, values in fields.items()}


def _parsed(body: bytes, letters: str) -> dict[str, list[str]]:
    try:
        return parse_qs(
            body.decode(letters), encoding=letters, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        message = {"type": "too_many_fields", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([message]) from error


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
