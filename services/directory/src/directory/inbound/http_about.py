"""What whoever opens the console is told of this installation, before anybody signs in."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict

from chassis.policies import PUBLIC
from chassis.version import VERSION
from directory.settings import Settings

router = APIRouter(prefix="/api/v1/about", tags=["about"])


class About(BaseModel):
    """`time_zone` is the company's clock, as the IANA writes it; `help_url` a page with help of
    the company's own, if it has one; `version` that of all services."""

    model_config = ConfigDict(frozen=True)

    time_zone: str
    help_url: str | None
    version: str


@router.get("", dependencies=[PUBLIC])
async def look(request: Request) -> About:
    """What this installation is. The version is no secret: the console's files carry it too."""
    settings: Settings = request.app.state.settings
    help_url = None if settings.help_url is None else str(settings.help_url)
    return About(time_zone=settings.time_zone, help_url=help_url, version=VERSION)
