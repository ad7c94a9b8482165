"""The OpenAPI document of each service."""

from typing import Any

from tero.assembly import applications


async def openapi_documents() -> dict[str, dict[str, Any]]:
    """By the name of the service; nothing is started or connected to."""
    return {name: app.openapi() for name, app in applications().items()}
