"""Who may call a route. Every route declares exactly one policy; a route without one fails a test.

The gateway is not trusted: the token is verified here, and what its owner may do is read from this
service's own copy of the accounts, so that a permission taken away is gone within seconds.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, Request

from chassis.errors import Forbidden, Unauthenticated
from chassis.reach import NOTHING, Scope

ANONYMOUS = "anonymous"


@dataclass(frozen=True)
class Actor:
    """Who is asking, with everything a rule may need."""

    account_id: UUID
    login: str
    name: str
    role: str
    areas: frozenset[str]
    permissions: frozenset[str]
    customer_id: UUID | None

    def may(self, permission: str) -> bool:
        """Whether this permission was granted."""
        return permission in self.permissions


Authenticate = Callable[[Request], Awaitable[Actor]]
Policy = Callable[[Request], Awaitable[Any]]


def declares(
    name: str, *, also: tuple[str, ...] = (), before_body: bool = False
) -> Callable[[Policy], Policy]:
    """Mark a dependency as a route's policy; `name` appears in the permission catalogue.

    `before_body`: headers are all it needs; it is asked before a body is read, too.
    """

    def mark(policy: Policy) -> Policy:
        policy.tero_policy = name  # type: ignore[attr-defined]
        policy.tero_also = also  # type: ignore[attr-defined]
        policy.tero_before_body = before_body  # type: ignore[attr-defined]
        return policy

    return mark


def needs(permission: str, *, also: tuple[str, ...] = ()) -> Any:
    """The policy of most routes: an account, active, that has this permission.

    `also` names those the route asks for besides, once it knows what it is about.
    """

    @declares(permission, also=also, before_body=True)
    async def policy(request: Request) -> Actor:
        actor = await authenticated(request)
        if not actor.may(permission):
            raise Forbidden(f"This needs the permission {permission}.", permission=permission)
        return actor

    return Depends(policy)


async def authenticated(request: Request) -> Actor:
    """The account behind the request; raises Unauthenticated."""
    authenticate: Authenticate = request.app.state.authenticate
    actor = await authenticate(request)
    request.state.actor = str(actor.account_id)
    request.state.scope = Scope.of(actor)
    return actor


@declares("public")
async def _public(request: Request) -> None:
    request.state.actor = ANONYMOUS


def actor_of(request: Request) -> str:
    """The actor a policy has established; a route's code never runs without one."""
    actor: str | None = getattr(request.state, "actor", None)
    if actor is None:
        raise Unauthenticated("Nobody known is asking.")
    return actor


def scope_of(request: Request) -> Scope:
    """What the request's transaction sees: nothing, unless its policy has said how far."""
    scope: Scope = getattr(request.state, "scope", NOTHING)
    return scope


def policy_names(dependant: Any) -> list[str]:
    """The policies in a route's dependency tree."""
    own = getattr(dependant.call, "tero_policy", None)
    below = [name for child in dependant.dependencies for name in policy_names(child)]
    return [own, *below] if own else below


def policies_before_body(dependant: Any) -> Iterator[Policy]:
    """Those in a route's dependency tree for which headers are enough."""
    if getattr(dependant.call, "tero_before_body", False):
        yield dependant.call
    for child in dependant.dependencies:
        yield from policies_before_body(child)


@dataclass(frozen=True)
class DeclaredRoute:
    """A route and what it asks of its callers; exactly one policy, or a test fails."""

    path: str
    methods: frozenset[str]
    policies: tuple[str, ...]
    also: tuple[str, ...]
    audits: tuple[str, ...]


def declared_routes(app: FastAPI) -> list[DeclaredRoute]:
    """Every route of an application."""
    found: list[Any] = [route for route in app.routes if hasattr(route, "dependant")]
    return [
        DeclaredRoute(
            path=route.path,
            methods=frozenset(route.methods),
            policies=tuple(policy_names(route.dependant)),
            also=tuple(_also(route.dependant)),
            audits=tuple(_audits(route.dependant)),
        )
        for route in found
    ]


def _also(dependant: Any) -> list[str]:
    below = [name for child in dependant.dependencies for name in _also(child)]
    return [*getattr(dependant.call, "tero_also", ()), *below]


def _audits(dependant: Any) -> list[str]:
    own = getattr(dependant.call, "tero_audit", None)
    below = [action for child in dependant.dependencies for action in _audits(child)]
    return [own, *below] if own else below


def routes_with_policies(app: FastAPI) -> list[tuple[str, list[str]]]:
    """Path and policies of every route."""
    return [(route.path, list(route.policies)) for route in declared_routes(app)]


AnyAccount = Annotated[Actor, Depends(declares("authenticated", before_body=True)(authenticated))]
PUBLIC = Depends(_public)
