"""The console's cookies, and the proof that a request made with them comes from the console.

A browser sends cookies along whoever made the page. `SameSite=Strict` keeps other sites out in
browsers that know it; that is not left to the browser alone.
"""

from urllib.parse import urlsplit

from fastapi import Request, Response

from chassis.errors import Forbidden

# `__Host-`: only this very host could have set it, over TLS, for all paths.
ACCESS = "__Host-tero"
REFRESH = "__Host-tero-refresh"

# Pages of another origin cannot send it without asking first, and nobody answers them.
HEADER = "X-Tero-Console"

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossSite(Forbidden):
    """It may be the person's browser, but not their wish."""

    code = "cross-site-request"


def refuse_other_sites(request: Request) -> None:
    """Raises CrossSite, unless the request only reads or comes from a page of this origin."""
    if request.method not in _READING and not _is_ours(request):
        raise CrossSite(f"With a cookie this needs the header {HEADER}, and this site's own page.")


def _is_ours(request: Request) -> bool:
    """All that the browser tells must fit, and it must tell something."""
    headers = request.headers
    site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if HEADER not in headers or (site is None and origin is None):
        return False
    is_ours = site is None or site == "same-origin"
    return is_ours and (origin is None or _host(origin) == headers.get("Host", "").lower())


def _host(origin: str) -> str | None:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") else None


def give(response: Response, name: str, value: str, seconds: int) -> None:
    """A cookie that no script can read and no other site can use."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="strict"
    )


def take(response: Response) -> None:
    """Take both cookies back."""
    for name in (ACCESS, REFRESH):
        response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="strict")
