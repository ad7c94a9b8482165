"""The OpenAPI document of each service."""

from typing import Any

from chassis.service import Service
from tero.assembly import assembled


async def openapi_documents() -> dict[str, dict[str, Any]]:
    """By the name of the service; nothing is started or connected to."""
    with assembled() as services:
        return {
            name: Service(definition, settings, "api").build_app().openapi()
            for name, (definition, settings) in services.items()
        }
