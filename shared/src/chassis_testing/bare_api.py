"""An application of Tero with nothing behind it, for what stands before all routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from chassis.http import build_api


def bare_api(name: str) -> FastAPI:
    """Limits and problem documents, no parts to start, no routes yet."""
    return build_api(name, name.capitalize(), _nothing)


@asynccontextmanager
async def _nothing(_: FastAPI) -> AsyncIterator[None]:
    yield
