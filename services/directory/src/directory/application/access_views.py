"""What is shown of permissions, areas and keys."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class PermissionView:
    """An entry of the catalogue; `label` is for Spanish readers, `roles` have it by default."""

    name: str
    allows: str
    label: str
    roles: list[str]


@dataclass(frozen=True)
class PermissionsView:
    """What somebody may do (`effective`), and why: the defaults of the role, with what was
    granted to them alone, without what was refused."""

    account_id: UUID
    role: str
    defaults: list[str]
    granted: list[str]
    refused: list[str]
    effective: list[str]
    version: int


@dataclass(frozen=True)
class PermissionChangeView:
    """What it was after one change. `changed_by` is an account, or `system`."""

    id: int
    changed_at: datetime
    changed_by: str
    changed_by_name: str | None
    role: str
    granted: list[str]
    refused: list[str]


@dataclass(frozen=True)
class ApiKeyView:
    """A key without its secret. `prefix` is how it begins, to know it again."""

    id: UUID
    name: str
    prefix: str
    permissions: list[str]
    areas: list[str]
    owner_id: UUID
    owner_name: str
    replaces: UUID | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
