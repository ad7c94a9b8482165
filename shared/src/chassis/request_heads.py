"""What is refused by a request's head alone, before anybody asks who it is."""

from fastapi import Request, Response

from chassis import problems

LARGEST_HEAD = 32 << 10

# Of two, one program believes the first and another the last.
_GIVEN_ONCE = ("Authorization", "Content-Type", "If-Match", "Idempotency-Key", "Last-Event-ID")

_CREDENTIALS = {"api_key", "api-key", "apikey", "access_token", "token"}


def refused_by_head(request: Request) -> Response | None:
    """The answer to it, if it is refused."""
    checks = (_too_large, _credential_in_address, _encoded, _repeated)
    return next((answer for check in checks if (answer := check(request))), None)


def _too_large(request: Request) -> Response | None:
    """The gateway lets four times as much pass: it can only break off, without a document."""
    size = sum(len(name) + len(value) for name, value in request.headers.raw)
    size += len(request.scope["path"]) + len(request.scope["query_string"])
    if size <= LARGEST_HEAD:
        return None
    detail = f"Address and headers of a request may have {LARGEST_HEAD} bytes."
    return problems.problem(431, "head-too-large", detail)


def _credential_in_address(request: Request) -> Response | None:
    """Addresses stand in logs and histories: a key that was sent there is a key told to others,
    and is not taken even if it is good."""
    if not (request.url.query and _CREDENTIALS & {name.lower() for name in request.query_params}):
        return None
    detail = "Send credentials in the header Authorization, and replace the one in this address."
    return problems.problem(400, "credential-in-address", detail)


def _encoded(request: Request) -> Response | None:
    """What is compressed nobody here opens: it would be kept as if it were what was meant."""
    encoding = request.headers.get("Content-Encoding", "identity")
    if encoding.strip().lower() in ("", "identity"):
        return None
    detail = "Bodies are taken as they are: send them without a Content-Encoding."
    return problems.problem(415, "unsupported-media-type", detail)


def _repeated(request: Request) -> Response | None:
    for name in _GIVEN_ONCE:
        if len(request.headers.getlist(name)) > 1:
            return problems.problem(400, "repeated-header", f"{name} may be given once.")
    return None
