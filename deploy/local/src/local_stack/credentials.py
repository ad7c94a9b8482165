"""Keys and passwords that the parts share: made at random on first start, never defaulted."""

import json
import secrets

from local_stack.process.part import Home
from local_stack.secret_files import once

CHANNELS = ("pbx", "bot", "portal")
"""The systems that bring contacts: telephone exchange, chat bot, the customers' portal."""

_RANDOM = (
    "admin-password",
    "iclass-api-key",
    "iclass-webhook-secret",
    "reply-secret",
    "signature-secret",
    "mail-files-secret",
)


def make_credentials(home: Home) -> None:
    """Makes what is missing under the stack's secrets, each a file of mode 600."""
    for name in _RANDOM:
        once(home.secret(name), secrets.token_urlsafe(24))
    once(home.secret("channel-keys.json"), json.dumps(_channel_keys()))
    if not home.secret("jwks.json").exists():
        _make_signing_key(home)


def _make_signing_key(home: Home) -> None:
    # Slow to load, needed once per stack.
    from joserfc.jwk import KeySet, OKPKey  # noqa: PLC0415

    from chassis.tokens import new_signing_key  # noqa: PLC0415

    kept = once(
        home.secret("signing-key.json"), json.dumps(new_signing_key().as_dict(private=True))
    )
    public = KeySet([OKPKey.import_key(json.loads(kept))]).as_dict(private=False)
    once(home.secret("jwks.json"), json.dumps(public))


def _channel_keys() -> dict[str, str]:
    return {channel: secrets.token_urlsafe(24) for channel in CHANNELS}
