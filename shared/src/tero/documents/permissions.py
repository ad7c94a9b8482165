"""The permission catalogue and the size of the role matrix, as documents."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from chassis.policies import DeclaredRoute, declared_routes
from directory.domain.catalogue import PERMISSIONS, Permission
from directory.domain.roles import Role
from tero.assembly import applications
from tero.documents.role_matrix import CALLERS, cells

CATALOGUE = Path("docs/api/permissions.md")
MATRIX = Path("docs/security/permissions.md")
_BEGIN, _END = "<!-- matrix -->", "<!-- /matrix -->"
_HEAD = """# Permissions

Every permission there is, and who has it by default; written by `python -m tero permissions`.
Served at `GET /api/v1/permissions`. How they are granted and refused:
[security/permissions](../security/permissions.md).

"""


async def routes_of_services() -> dict[str, list[DeclaredRoute]]:
    """By the name of the service; nothing is started or connected to."""
    return {name: declared_routes(app) for name, app in applications().items()}


def catalogue_text(permissions: Iterable[Permission] = PERMISSIONS) -> str:
    """The catalogue as a table, a column for each role."""
    columns = ["permission", "allows", "label in Spanish", *(role.value for role in Role)]
    lines = [_line(columns), _line("---" for _ in columns)]
    for each in permissions:
        marks = ("✓" if role in each.roles else "" for role in Role)
        lines.append(_line([f"`{each.name}`", each.allows, each.label, *marks]))
    return _HEAD + "\n".join(lines) + "\n"


def with_matrix(document: str, services: Mapping[str, list[DeclaredRoute]]) -> str:
    """The document with the size of the matrix between its marks; ValueError if it has none."""
    before, begin, rest = document.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{MATRIX} has no place for the size of the matrix")
    return f"{before}{_BEGIN}\n{_size(services)}\n{_END}{after}"


def _size(services: Mapping[str, list[DeclaredRoute]]) -> str:
    routes = sum(len(route.methods) for each in services.values() for route in each)
    tried = sum(1 for _ in cells(services))
    return (
        f"{routes} routes of {len(services)} services × {len(CALLERS)} callers"
        f" ({', '.join(CALLERS)}) = {tried} answers, all of them tried."
    )


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"
