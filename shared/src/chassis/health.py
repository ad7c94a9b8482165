"""Alive, ready, and the numbers. Not exposed to the outside; they have no policy but their port."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from chassis.policies import PUBLIC

router = APIRouter(include_in_schema=False)
Check = Callable[[], Awaitable[bool]]


class Health(BaseModel):
    """Which parts answered. Of those in `sees` it can do without for a while. `says` are sentences
    for whoever must mend it."""

    status: str
    checks: Mapping[str, bool]
    sees: Mapping[str, bool] = {}
    says: Sequence[str] = ()


@router.get("/health/live", dependencies=[PUBLIC])
async def live() -> Health:
    """The event loop turns. Progress is watched from inside: a stalled process ends itself."""
    return Health(status="ok", checks={})


@router.get("/health/ready", dependencies=[PUBLIC])
async def ready(request: Request, response: Response) -> Health:
    """Whether this process can do its work now; 503 names what is missing."""
    checks: Mapping[str, Check] = request.app.state.checks
    results = {name: await check() for name, check in checks.items()}
    if not all(results.values()):
        response.status_code = 503
    sees: Mapping[str, Check] = request.app.state.sees
    return Health(
        status="ok" if all(results.values()) else "not ready",
        checks=results,
        sees={name: await look() for name, look in sees.items()},
        says=request.app.state.complaints(),
    )


@router.get("/metrics", dependencies=[PUBLIC])
async def metrics() -> Response:
    """Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
