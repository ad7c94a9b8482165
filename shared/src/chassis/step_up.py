"""What is worth a second proof: whoever finds an open console must not hand out permissions."""

import time
from typing import Any

from fastapi import Depends, Request

from chassis.errors import Unauthenticated
from chassis.policies import authenticated


class StepUpRequired(Unauthenticated):
    """Prove once more who you are (`POST /api/v1/session/proof`), then do it again."""

    code = "step-up-required"


async def _freshly_proved(request: Request) -> None:
    """A log-in is a proof; a key of another system never is one."""
    if getattr(request.state, "actor", None) is None:
        await authenticated(request)
    seconds: int = request.app.state.settings.step_up_seconds
    proved_at: int | None = getattr(request.state, "proved_at", None)
    if proved_at is None or time.time() - proved_at > seconds:
        raise StepUpRequired("Prove once more who you are.", within_seconds=seconds)


STEP_UP: Any = Depends(_freshly_proved)
"""Beside the policy: `dependencies=[MANAGE, STEP_UP]`."""
