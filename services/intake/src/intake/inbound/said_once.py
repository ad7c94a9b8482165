"""What a channel system signed has its effect once, however often it is said."""

import hashlib
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel

from chassis.commanding import Commanding
from chassis.errors import Invalid
from chassis.idempotency import Once
from intake.domain.channel_system import ChannelSystem
from intake.inbound.channel_keys import ChannelSystemOf
from intake.inbound.edge import Begin, EdgeTransaction
from intake.inbound.signatures import signature_of


class DeliveryReused(Invalid):
    """The name of a delivery stands for one request, and nothing else."""

    code = "delivery-reused"

    def __init__(self) -> None:
        super().__init__("This Tero-Delivery was another request; give each a name of its own.")


class SaidOnce(Once):
    """A delivery has its name among all that its system says: whoever says it again at another door
    is not heard there either."""

    def place(self) -> str:
        """At all doors together."""
        return "doors"

    def again(self, answer: BaseModel) -> BaseModel:
        """That it was said before."""
        knows = "duplicate" in type(answer).model_fields
        return answer.model_copy(update={"duplicate": True}) if knows else answer

    def reused(self) -> Invalid:
        """Why another request with the same name is refused."""
        return DeliveryReused()


def said_once(request: Request) -> Once:
    """For a request whose body was read; whoever does not sign is heard every time."""
    signature = signature_of(request)
    if signature is None:
        return SaidOnce(None, request, b"")
    # The address has the key in it, which may be another the second time.
    where = f"{request.scope['route'].path}?{request.url.query}\n"
    digest = hashlib.sha256(where.encode() + signature.body_digest).digest()
    return SaidOnce(signature.delivery, request, digest)


@dataclass(frozen=True)
class Hearing(Commanding[EdgeTransaction]):
    """Hears one channel system out, and answers it."""

    system: ChannelSystem


async def _hearing(system: ChannelSystemOf, request: Request, begin: Begin) -> Hearing:
    return Hearing(begin, said_once(request), system)


HearingOf = Annotated[Hearing, Depends(_hearing)]
