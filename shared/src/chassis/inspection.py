"""The kernel's own routes, alike in every service: what was put aside, what waits, what is wrong.

Looking needs `kernel.inspect`, repairing `kernel.repair`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import APIRouter

from chassis import inspection_audit, inspection_flow, inspection_parked, inspection_quarantine
from chassis.inspection_common import INSPECT, REPAIR
from chassis.inspection_doctor import examine


@cache
def inspection_routes(service: str) -> APIRouter:
    """Routes under /api/v1/<service>/kernel; made once, as a service's own are."""
    router = APIRouter(prefix=f"/api/v1/{service}/kernel", tags=["kernel"])
    looks: dict[str, Callable[..., Any]] = {
        "/quarantine": inspection_quarantine.list_quarantine,
        "/quarantine/{number}": inspection_quarantine.show_quarantined,
        "/parked": inspection_parked.list_parked,
        "/parked/{topic}/{key}": inspection_parked.show_parked,
        "/lag": inspection_flow.show_lag,
        "/outbox": inspection_flow.show_outbox,
        "/calls": inspection_flow.show_calls,
        "/doctor": examine,
        "/audit/verification": inspection_audit.verify_audit,
    }
    repairs: dict[str, Callable[..., Any]] = {
        "/quarantine/{number}/replay": inspection_quarantine.replay_quarantined,
        "/quarantine/{number}/discard": inspection_quarantine.discard_quarantined,
        "/parked/{topic}/{key}/replay": inspection_parked.replay_parked,
        "/parked/{topic}/{key}/discard": inspection_parked.discard_parked,
    }
    for path, look in looks.items():
        router.add_api_route(path, look, methods=["GET"], dependencies=[INSPECT])
    for path, repair in repairs.items():
        router.add_api_route(path, repair, methods=["POST"], dependencies=[REPAIR])
    return router
