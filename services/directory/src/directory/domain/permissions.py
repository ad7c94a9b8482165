"""What somebody may do: what their role allows, and what was granted or refused to them alone."""

from collections.abc import Iterable, Mapping

from chassis.errors import Invalid
from directory.domain.catalogue import PERMISSIONS
from directory.domain.roles import Role

ALL = frozenset(each.name for each in PERMISSIONS)

DEFAULTS: Mapping[Role, frozenset[str]] = {
    role: frozenset(each.name for each in PERMISSIONS if role in each.roles) for role in Role
}


class UnknownPermission(Invalid):
    """The catalogue has no such permission."""

    code = "unknown-permission"


class GrantedAndRefused(Invalid):
    """The same permission cannot be both."""

    code = "granted-and-refused"


def effective(role: Role, granted: Iterable[str], refused: Iterable[str]) -> frozenset[str]:
    """The defaults of the role and what was granted, without what was refused.

    A grant outlives the permission itself: a name the catalogue dropped allows nothing.
    """
    return ((DEFAULTS[role] | frozenset(granted)) & ALL) - frozenset(refused)


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once and in a stable order; UnknownPermission if one is not there."""
    found = frozenset(names)
    if unknown := sorted(found - ALL):
        raise UnknownPermission(f"There is no permission {unknown[0]}.", permission=unknown[0])
    return tuple(sorted(found))
