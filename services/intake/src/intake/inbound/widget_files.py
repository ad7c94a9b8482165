"""The chat widget: a script for other people's pages, and the frame that it shows there."""

from html import escape
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from chassis.errors import NotFound
from chassis.policies import PUBLIC
from intake.inbound.visitors import site_of

router = APIRouter(prefix="/widget", tags=["web chat"], dependencies=[PUBLIC])

_SCRIPT, _STYLE = "text/javascript", "text/css"
_FILES = {
    "tero-chat.js": _SCRIPT,
    "frame.js": _SCRIPT,
    "drawing.js": _SCRIPT,
    "files.js": _SCRIPT,
    "line.js": _SCRIPT,
    "memory.js": _SCRIPT,
    "tray.js": _SCRIPT,
    "words.js": _SCRIPT,
    "writing.js": _SCRIPT,
    "frame.css": _STYLE,
}
_CACHE = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
# Pictures of the conversation are fetched with the visitor's secret, so their addresses are blobs.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self' {origins}"
)


@router.get("/frame", response_class=Response)
async def show_frame(request: Request, site: Annotated[str, Query(max_length=100)]) -> Response:
    """The chat itself. Only the origins of its site may show it."""
    found = site_of(request, site)
    page = _read("frame.html").replace("{{title}}", escape(found.title))
    policy = _POLICY.format(origins=" ".join(found.origins)).strip()
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", **_CACHE}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


@router.get("/{file}", response_class=Response)
async def show_file(file: str) -> Response:
    """A script or a style."""
    if file not in _FILES:
        raise NotFound("There is nothing at this address.")
    headers = _CACHE
    if file == "tero-chat.js":
        headers = {**_CACHE, "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(_read(file), media_type=_FILES[file], headers=headers)


def _read(name: str) -> str:
    return (files("intake") / "widget" / name).read_text(encoding="utf-8")
