"""What the doctor says: one thing that is wrong, and what helps."""

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """`error`: something stands still; `warning`: somebody must decide. `command` lacks only how
    the caller reaches the installation."""

    what: str
    where: str
    severity: Severity
    says: str
    do: str
    command: str | None = None

    @classmethod
    def told(cls, document: dict[str, Any]) -> "Finding":
        """From a service's own answer."""
        return cls(**{name: document[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Diagnosis:
    """All findings, what could not be looked at and why, and what was not asked for."""

    findings: list[Finding]
    blind: list[str]
    notes: list[str]

    @property
    def exit_code(self) -> int:
        """0 healthy, 1 findings, 2 could not look."""
        if self.blind:
            return 2
        return 1 if self.findings else 0
