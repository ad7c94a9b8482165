"""The webhook's secret is changed without a gap: for a while there are two of them."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import pytest

from chassis.errors import Unauthenticated
from iclass_bridge.inbound.signatures import verify
from iclass_bridge.settings import Settings
from iclass_simulator.doors.signing import signed_headers

OLD, NEW = "the old secret of iclass", "the new secret of iclass"
MakeSettings = Callable[..., Awaitable[Settings]]


def is_taken(settings: Settings, secret: str) -> bool:
    now, body = int(time.time()), b"{}"
    headers = signed_headers(secret.encode(), str(uuid4()), now, body)
    try:
        verify(headers, body, settings.webhook_secrets, now)
    except Unauthenticated:
        return False
    return True


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        ((OLD,), (True, False)),
        ((OLD, NEW), (True, True)),
        (("", f" {NEW} ", "", OLD), (True, True)),
        ((NEW,), (False, True)),
    ],
)
async def test_every_secret_in_the_file_is_good_and_no_other(
    settings_for: MakeSettings, tmp_path: Path, lines: tuple[str, ...], taken: tuple[bool, bool]
) -> None:
    settings = await settings_for("http://127.0.0.1:1", "a key")
    (tmp_path / "secret").write_text("\n".join(lines) + "\n")

    assert (is_taken(settings, OLD), is_taken(settings, NEW)) == taken


async def test_a_file_without_secrets_stops_the_service(
    settings_for: MakeSettings, tmp_path: Path
) -> None:
    settings = await settings_for("http://127.0.0.1:1", "a key")
    (tmp_path / "secret").write_text("\n \n")

    with pytest.raises(ValueError, match="empty"):
        _ = settings.webhook_secrets
