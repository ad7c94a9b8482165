"""Which channel system is speaking: its key stands in the address, because telephone exchanges
cannot send headers. One that can may have to sign, too."""

import math
from pathlib import Path as File
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import Field, TypeAdapter

from chassis.causes import fresh_cause
from chassis.errors import NotFound, TooMany
from chassis.policies import declares
from chassis.rate_limits import Rate
from chassis.reach import WHOLE
from intake.application.channel_systems import SystemMemory, SystemsNow
from intake.domain.channel_system import ChannelSystem
from intake.domain.words import Channel
from intake.inbound.edge import now
from intake.inbound.signatures import expect_signature

_SHORTEST_KEY = 16
_KEYS = TypeAdapter(
    dict[
        Annotated[str, Field(min_length=1, max_length=200)],
        Annotated[str, Field(min_length=_SHORTEST_KEY, max_length=200)],
    ]
)
_DOORS = {"calls": Channel.CALL, "chats": Channel.CHAT, "inquiries": Channel.INQUIRY}


def load_channel_keys(file: File) -> dict[str, str]:
    """From JSON {source: key}; raises where a key is missing or shorter than 16 characters."""
    return _KEYS.validate_json(file.read_bytes())


Key = Annotated[str, Path(max_length=200, description="The key of the channel system")]


@declares("channel-key")  # type: ignore[arg-type] # a policy that also reads the path
async def _channel_system(request: Request, key: Key) -> ChannelSystem:
    known, at = await _known(request), now()
    system = known.of_key(key, at)
    if system is None:
        raise NotFound("No channel has this key.", code="unknown-channel")
    # Before anything else is said to it, or counted: who has seen the address has seen the key.
    if secrets := known.secrets_of(system.code, at):
        await expect_signature(request, secrets)
    request.state.actor, request.state.scope = system.code, WHOLE
    system.admit(_DOORS[request.url.path.split("/")[4]])
    await _spend(request, system)
    return system


async def _known(request: Request) -> SystemsNow:
    """What this process remembers costs nothing; what it must read is read for all doors."""
    memory: SystemMemory = request.app.state.systems

    async def read() -> SystemsNow:
        async with request.app.state.database.begin(fresh_cause()) as tx:
            known: SystemsNow = await tx.doors.read()
            return known

    return await memory.now(read)


async def _spend(request: Request, system: ChannelSystem) -> None:
    rate = Rate(per_second=system.per_second, burst=system.burst)
    wait = await request.app.state.rate_limiter.spend(f"channel:{system.code}", rate)
    if wait:
        seconds = math.ceil(wait / 1_000)
        detail = f"The channel {system.code} may come {system.per_second:g} times a second."
        raise TooMany(detail, code="too-many-requests", retry_after=seconds)


ChannelSystemOf = Annotated[ChannelSystem, Depends(_channel_system)]


async def _source(system: ChannelSystemOf) -> str:
    return system.code


ChannelSource = Annotated[str, Depends(_source)]
