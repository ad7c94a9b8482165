"""Which channel systems sign what they say, and the secrets they sign with."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from intake.application.signing import Mint, begin_signing, end_signing, rotate_signing_secret
from intake.inbound.channel_answers import ChannelShown, shown
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.http_channel_systems import Rotation, SystemManager
from intake.inbound.settings_bodies import KnownCode

router = APIRouter(prefix="/api/v1/intake/channels/{code}", tags=["channels"])


class ChannelWithSecret(BaseModel):
    """The secret signs what the system says. It is shown this once and never again."""

    channel: ChannelShown
    secret: str


def _mint(request: Request) -> Mint:
    mint: Mint = request.app.state.mint
    return mint


MintOf = Annotated[Mint, Depends(_mint)]


# Neither this nor the next takes an Idempotency-Key: the answer, which holds a secret, would be
# kept. To begin twice is a conflict.
@router.post("/begin-signing", status_code=201)
async def begin_to_sign(
    code: KnownCode, _: SystemManager, mint: MintOf, begin: Begin
) -> ChannelWithSecret:
    """From now on, within seconds everywhere, every request of this system must be signed; 409
    `channel-signs-already`. 503 `signing-is-off` where the installation has no secret to make
    others of."""
    async with begin() as tx:
        secret = await begin_signing(code, now(), mint, tx)
        return await _with_secret(code, secret, tx)


@router.post("/rotate-signing-secret", status_code=201)
async def rotate(
    code: KnownCode, body: Rotation, _: SystemManager, mint: MintOf, begin: Begin
) -> ChannelWithSecret:
    """Another secret, and time to bring it to the system; 409 `channel-does-not-sign`."""
    overlap = timedelta(hours=body.overlap_hours)
    async with begin() as tx:
        secret = await rotate_signing_secret(code, overlap, now(), mint, tx)
        return await _with_secret(code, secret, tx)


@router.post("/end-signing", response_model=ChannelShown)
async def end(code: KnownCode, _: SystemManager, edge: Edge) -> Response:
    """Its key alone is enough again; the secrets it had sign nothing any more."""

    async def work(tx: EdgeTransaction) -> ChannelShown:
        await end_signing(code, now(), tx)
        return await shown(await tx.systems.get(code), tx)

    return await edge.answer(200, work)


async def _with_secret(code: str, secret: str, tx: EdgeTransaction) -> ChannelWithSecret:
    return ChannelWithSecret(channel=await shown(await tx.systems.get(code), tx), secret=secret)
