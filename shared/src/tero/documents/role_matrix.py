"""Who may call which route: every route of every service with everybody who may knock on it.

What is expected of each pair follows from the policy that the route declares and from the
permission catalogue. A test tries them all on the assembled services.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chassis.own_services import POLICY
from chassis.policies import DeclaredRoute
from directory.domain.permissions import ALL, DEFAULTS
from directory.domain.roles import Role

ANONYMOUS = "anonymous"
API_KEY = "api key"
CHANNEL = "channel key"
WEBHOOK = "webhook signature"
CALLERS = (ANONYMOUS, *(role.value for role in Role), API_KEY, CHANNEL, WEBHOOK)

# A key that may read everything and do nothing: both answers occur in every service.
KEY_SCOPES = frozenset(name for name in ALL if name.endswith(".read"))
# A visitor's secret is of one chat alone, and services' own of one request: nobody else who may
# knock has one.
_OWN_PROOF = {
    "channel-key": CHANNEL,
    "iclass-webhook": WEBHOOK,
    "visitor": "visitor",
    POLICY: "own service",
}


class Expected(StrEnum):
    """What a policy says to a caller."""

    IN = "let in"
    UNKNOWN = "401"
    NOT_ALLOWED = "403"


class NoPolicy(Exception):
    """A route declares no policy, or several."""


@dataclass(frozen=True)
class Cell:
    """One caller at one route."""

    service: str
    method: str
    path: str
    policy: str
    caller: str
    expected: Expected


def cells(services: Mapping[str, list[DeclaredRoute]]) -> Iterator[Cell]:
    """The whole matrix; NoPolicy where a route leaves open who may call it."""
    for service, routes in services.items():
        for route in routes:
            if len(route.policies) != 1:
                raise NoPolicy(f"{route.path} declares {list(route.policies)}")
            (policy,) = route.policies
            for method in sorted(route.methods):
                for caller in CALLERS:
                    expected = _expected(policy, caller)
                    yield Cell(service, method, route.path, policy, caller, expected)


def _expected(policy: str, caller: str) -> Expected:
    if policy == "public" or _OWN_PROOF.get(policy) == caller:
        return Expected.IN
    if policy in _OWN_PROOF or caller in (ANONYMOUS, CHANNEL, WEBHOOK):
        return Expected.UNKNOWN
    if policy == "authenticated" or policy in _permissions_of(caller):
        return Expected.IN
    return Expected.NOT_ALLOWED


def _permissions_of(caller: str) -> frozenset[str]:
    return KEY_SCOPES if caller == API_KEY else DEFAULTS[Role(caller)]
