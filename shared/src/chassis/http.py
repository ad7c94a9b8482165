"""What every HTTP application of Tero has: causes, limits, problems, health, documents."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from opentelemetry import trace
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import ClientDisconnect
from uuid_utils.compat import UUID, uuid7

from chassis import problems
from chassis.body_bounds import LARGEST_BODY, bound_of
from chassis.causes import Cause
from chassis.client_address import believe_gateway
from chassis.errors import Refusal
from chassis.held_bodies import REFUSED, HeldBodies
from chassis.json_bodies import read_strictly
from chassis.policies import actor_of, scope_of
from chassis.queries import bound_query
from chassis.rate_limiter import RateLimiter
from chassis.request_heads import refused_by_head
from chassis.slow_bodies import SlowBodies
from chassis.tracing import current_traceparent
from chassis.transactions import Database
from chassis.unread_bodies import REFUSED_UNREAD, UnreadBodies

# A thousand people may reach for the same contact and each is told who has it. Whoever comes on top
# of that is refused at once: to wait, and then to be refused, costs everybody more.
MOST_IN_HAND = 1_200

_HEAR_OUT_SECONDS = 5.0
Next = Callable[[Request], Awaitable[Response]]


class _Api(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Times of day are by the company's clock. `time`, as they are called by themselves, has an
        offset (RFC 3339): strict readers refuse what has none."""
        if self.openapi_schema is None:
            _call_times_local(super().openapi())
        return super().openapi()


def _call_times_local(schema: Any) -> None:
    if isinstance(schema, list):
        for each in schema:
            _call_times_local(each)
    elif isinstance(schema, dict):
        if schema.get("format") == "time":
            schema["format"] = "time-local"
        for each in schema.values():
            _call_times_local(each)


def build_api(name: str, title: str, lifespan: Any) -> FastAPI:
    """An application with problem documents and a body limit; routes are added by the caller."""
    app = _Api(
        title=title,
        version="1",
        lifespan=lifespan,
        openapi_url=f"/api/v1/{name}/openapi.json",
        docs_url=None,
        redoc_url=None,
        # An address with a slash too many is none: whoever is led on leaves body or key behind.
        redirect_slashes=False,
        responses=problems.RESPONSES,
        telemetry={
            "tracer_provider": trace.get_tracer_provider(),
            "operation_spans": False,
            "exclude": _is_probe,
        },
    )
    problems.install(app)
    app.add_middleware(UnreadBodies)
    # Inside the next one, which turns its plain answer into a problem document.
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY)
    app.add_middleware(HeldBodies)
    app.add_middleware(SlowBodies)
    app.middleware("http")(_identify)
    app.state.in_hand = 0
    app.state.rate_limiter = None
    app.state.gateways = ()
    return app


def add_routes(app: FastAPI, router: APIRouter) -> None:
    """The router's routes as they are, for what they have declared and nothing else. FastAPI's own
    way to include it would make every route a second time at the first request, in each application
    anew: tenths of a second, and a copy of all that a route knows."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            route.responses = {**app.router.responses, **route.responses}
            bound_query(route)
            read_strictly(route)
        app.router.routes.append(route)


def _is_probe(scope: Any) -> bool:
    path: str = scope.get("path", "")
    return path.startswith("/health") or path == "/metrics"


async def _identify(request: Request, call_next: Next) -> Response:
    """Give every request a correlation id, the caller's own if it is one, and return it."""
    correlation = _uuid_or_new(request.headers.get("X-Correlation-Id"))
    request.state.correlation_id = correlation
    believe_gateway(request, request.app.state.gateways)
    response = refused_by_head(request) or await _answer(request, call_next)
    if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        await _hear_out(request)
        detail = f"A request to this address may have {bound_of(request.scope)} bytes."
        response = problems.problem(413, "body-too-large", detail)
    elif REFUSED in request.scope:
        if request.scope[REFUSED]:
            await _hear_out(request)
        response = _busy("Too many large bodies are being read; try again.")
    response.headers["X-Correlation-Id"] = correlation
    response.headers.setdefault("Cache-Control", "no-store")
    return response


async def _answer(request: Request, call_next: Next) -> Response:
    state = request.app.state
    if state.in_hand >= MOST_IN_HAND and not _is_probe(request.scope):
        return _busy("Too many requests are being answered. Nothing was changed; try again.")
    state.in_hand += 1
    try:
        return await _answer_within_limits(request, call_next)
    except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
        return problems.answer_to(request, error)
    finally:
        state.in_hand -= 1


def _busy(detail: str) -> Response:
    return problems.problem(503, "busy", detail, headers={"Retry-After": "1"})


async def _answer_within_limits(request: Request, call_next: Next) -> Response:
    limiter: RateLimiter | None = request.app.state.rate_limiter
    if limiter is None:
        return await _answer_if_allowed(request, call_next)
    refusal = await limiter.refusal(request)
    if refusal is not None:
        return refusal
    response = await _answer_if_allowed(request, call_next)
    limiter.learn(request, response.status_code)
    return response


async def _answer_if_allowed(request: Request, call_next: Next) -> Response:
    try:
        response = await call_next(request)
    except ClientDisconnect:
        if REFUSED_UNREAD not in request.scope:
            raise
    else:
        if REFUSED_UNREAD not in request.scope:
            return response
    error: Exception = request.scope[REFUSED_UNREAD]
    await _hear_out(request)
    if isinstance(error, Refusal):
        return problems.refused(error)
    raise error


async def _hear_out(request: Request) -> None:
    """Read what a refused request still sends, within bounds: whoever is cut off while sending
    sees a broken connection instead of the answer."""
    heard = 0
    # With a RuntimeError a body says that its end was read already.
    with suppress(ClientDisconnect, TimeoutError, RuntimeError):
        async with asyncio.timeout(_HEAR_OUT_SECONDS):
            async for chunk in request.stream():
                heard += len(chunk)
                if heard > 2 * LARGEST_BODY:
                    return


def _uuid_or_new(text: str | None) -> str:
    try:
        return str(UUID(text or ""))
    except ValueError:
        return str(uuid7())


def cause_of(request: Request) -> Cause:
    """Who wants this and why, for a request whose policy has been checked."""
    return Cause(
        actor=actor_of(request),
        correlation_id=request.state.correlation_id,
        traceparent=current_traceparent(),
    )


def begin(request: Request) -> Callable[[], AbstractAsyncContextManager[Any]]:
    """Dependency: opens the service's transaction where the route says `async with begin()`."""
    database: Database[Any] = request.app.state.database
    return lambda: database.begin(cause_of(request), scope_of(request))


def begin_still(request: Request) -> Callable[[], AbstractAsyncContextManager[Any]]:
    """The same, only to read, and everything of one moment."""
    database: Database[Any] = request.app.state.database
    return lambda: database.begin(cause_of(request), scope_of(request), still=True)


def begin_bare(request: Request) -> Callable[[], AbstractAsyncContextManager[Any]]:
    """The same as the kernel's own `Tx`, with the system's eyes: for the kernel's own tables."""
    database: Database[Any] = request.app.state.database
    return lambda: database.open(cause_of(request))
