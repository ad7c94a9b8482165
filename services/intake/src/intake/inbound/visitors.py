"""Who speaks through the chat widget: a visitor proves to be the one who began a chat.

The visitor's browser makes a secret of 256 random bits; the name of the chat is its digest. So a
chat that is begun twice is one chat, nothing secret is ever sent to a visitor or kept here, and the
secret is good for this one chat and for nothing else.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request

from chassis.errors import NotFound, Unauthenticated
from chassis.policies import Actor, declares
from chassis.reach import WHOLE
from chassis.tokens import invalid
from intake.inbound.web_chat_sites import Site, Sites

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_NAME_LENGTH = 40

SiteKey = Annotated[str, Path(max_length=100, description="The public key of a site")]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a site, by the name of their chat."""

    site: Site
    chat_id: str


def site_of(request: Request, key: str) -> Site:
    """The site with this public key; NotFound."""
    sites: Sites = request.app.state.web_chat_sites
    if key not in sites:
        raise NotFound("No site has this key.", code="unknown-channel")
    return sites[key]


@declares("visitor")  # type: ignore[arg-type] # a policy that also reads the path
async def _visitor(request: Request, site: SiteKey) -> Visitor:
    found = site_of(request, site)
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated("A visitor's secret is required.", code="token-required")
    if not _SECRET.fullmatch(secret):
        raise invalid()
    chat_id = hashlib.sha256(secret.encode()).hexdigest()[:_NAME_LENGTH]
    request.state.actor, request.state.scope = f"visitor:{chat_id}", WHOLE
    return Visitor(found, chat_id)


VisitorOf = Annotated[Visitor, Depends(_visitor)]


def as_actor(contact_id: UUID) -> Actor:
    """A visitor where somebody who looks is expected: with no right at all."""
    return Actor(
        account_id=contact_id,
        login="visitor",
        name="",
        role="visitor",
        areas=frozenset(),
        permissions=frozenset(),
        customer_id=None,
    )
