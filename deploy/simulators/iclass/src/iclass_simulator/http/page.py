"""The technicians' app itself: a page, a style sheet and a script."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse

PAGE = Path(__file__).parent.parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page_routes() -> APIRouter:
    """The page at `/app`. All its addresses are relative, so any prefix may stand before it."""
    router = APIRouter(prefix="/app")

    @router.get("")
    async def page() -> FileResponse:
        return _file("app.html")

    @router.get("/")
    async def without_slash() -> RedirectResponse:
        return RedirectResponse("../app")

    @router.get("/app.css")
    async def style() -> FileResponse:
        return _file("app.css")

    @router.get("/app.js")
    async def script() -> FileResponse:
        return _file("app.js")

    return router


def _file(name: str) -> FileResponse:
    headers = {"content-security-policy": POLICY, "cache-control": "no-cache"}
    return FileResponse(PAGE / name, headers=headers)
