"""Thirty accounts in all roles but the administrator's, which every installation has already."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from local_stack.demo.data.customers import customers

Role = Literal["supervisor", "technician", "operator", "customer", "employee"]

_CUSTOMERS_WITH_ACCOUNT = 5

_STAFF: tuple[tuple[Role, str, tuple[str, ...]], ...] = (
    ("supervisor", "support", ("Graciela Montenegro",)),
    ("supervisor", "technical", ("Hugo Bustamante",)),
    ("supervisor", "billing", ("Patricia Echeverri",)),
    (
        "operator", "support",
        ("Brenda Aguirre", "Carlos Mejía", "Daniela Funes", "Esteban Roldán", "Lorena Castaño",
         "Mauro Vidal", "Natalia Ochoa", "Pablo Ferreyra"),
    ),
    ("operator", "billing", ("Rosana Ledesma", "Iván Cardona")),
    (
        "technician", "technical",
        ("Ramiro Sosa", "Lucía Benítez", "Jhon Fredy Cárdenas", "Marina Quiroga", "Duván Restrepo",
         "Nahuel Ibarra", "Yesenia Patiño", "Federico Luna"),
    ),
    ("employee", "billing", ("Alicia Ponce", "Germán Rincón")),
    ("employee", "support", ("Silvia Toledo", "Walter Acuña")),
)  # fmt: skip


@dataclass(frozen=True)
class Account:
    """Somebody who may enter. A customer's account says which customer."""

    login: str
    name: str
    email: str
    role: Role
    area: str | None = None
    customer_number: str | None = None

    def as_line(self, password: str) -> dict[str, Any]:
        """The account as a line of an import."""
        return {
            "login": self.login,
            "name": self.name,
            "email": self.email,
            "role": self.role,
            "areas": [self.area] if self.area else [],
            "password": password,
            "customer_number": self.customer_number,
            "active": True,
        }


def accounts() -> tuple[Account, ...]:
    """Staff first, then customers who use the portal."""
    staff = [
        Account(_login(name), name, f"{_login(name)}@tero.example", role, area)
        for role, area, people in _STAFF
        for name in people
    ]
    reachable = [c for c in customers(50) if c.emails and c.kind == "person"]
    portal = [
        Account(f"cliente{place}", c.name, c.emails[0], "customer", None, c.number)
        for place, c in enumerate(reachable[:_CUSTOMERS_WITH_ACCOUNT], start=1)
    ]
    return (*staff, *portal)


def _login(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first, *_, last = plain.split()
    return f"{first}.{last}"
