"""The password of the demonstration's accounts: another one for every installation."""

import secrets

from local_stack.process.part import Home
from local_stack.secret_files import once

DEMO_PASSWORD = "demo-password"  # noqa: S105 - the name of a file
_BYTES = 9  # twelve characters: long enough, and somebody will have to type it


def demo_password(home: Home) -> str:
    """Made at random when it is first asked for."""
    return once(home.secret(DEMO_PASSWORD), secrets.token_urlsafe(_BYTES))
