"""Which channel system is speaking: its key stands in the address, because telephone exchanges
cannot send headers."""

import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path as File
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import Field, TypeAdapter

from chassis.errors import NotFound
from chassis.policies import declares
from chassis.reach import WHOLE

_SHORTEST_KEY = 16
_KEYS = TypeAdapter(
    dict[
        Annotated[str, Field(min_length=1, max_length=200)],
        Annotated[str, Field(min_length=_SHORTEST_KEY, max_length=200)],
    ]
)


class ChannelKeys:
    """The keys of all channel systems, by digest: comparing tells nothing, not even a length."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._digests = {source: _digest(key) for source, key in keys.items()}

    def source_of(self, key: str) -> str | None:
        """The channel system that has this key. Takes the same time whichever it is."""
        given, found = _digest(key), None
        for source, digest in self._digests.items():
            if hmac.compare_digest(given, digest):
                found = source
        return found


def load_channel_keys(file: File) -> ChannelKeys:
    """From JSON {source: key}; raises where a key is missing or shorter than 16 characters."""
    return ChannelKeys(_KEYS.validate_json(file.read_bytes()))


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


Key = Annotated[str, Path(max_length=200, description="The key of the channel system")]


@declares("channel-key")  # type: ignore[arg-type] # a policy that also reads the path
async def _channel_source(request: Request, key: Key) -> str:
    keys: ChannelKeys = request.app.state.channel_keys
    source = keys.source_of(key)
    if source is None:
        raise NotFound("No channel has this key.", code="unknown-channel")
    request.state.actor, request.state.scope = source, WHOLE
    return source


ChannelSource = Annotated[str, Depends(_channel_source)]
