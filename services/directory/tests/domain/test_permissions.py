import pytest

from directory.domain.permissions import ALL, DEFAULTS
from directory.domain.roles import Role


def test_every_role_has_permissions_that_exist() -> None:
    assert set(DEFAULTS) == set(Role)
    assert all(granted <= ALL for granted in DEFAULTS.values())


def test_a_technician_cannot_close_tickets() -> None:
    """E78."""
    assert "tickets.finish" in DEFAULTS[Role.TECHNICIAN]
    assert not {"tickets.close", "tickets.reopen-closed"} & DEFAULTS[Role.TECHNICIAN]


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.OPERATOR])
def test_who_attends_cannot_assign(role: Role) -> None:
    """B21."""
    assert "tickets.assign" not in DEFAULTS[role]
    assert "tickets.assign" in DEFAULTS[Role.SUPERVISOR]


def test_only_an_administrator_administers() -> None:
    """B07, B10."""
    administration = {"accounts.manage", "customers.import", "kernel.repair"}
    allowed = {role for role, granted in DEFAULTS.items() if administration & granted}

    assert allowed == {Role.ADMINISTRATOR}
    assert DEFAULTS[Role.ADMINISTRATOR] == ALL


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.EMPLOYEE])
def test_who_asks_for_help_has_tickets_and_surveys_and_nothing_else(role: Role) -> None:
    """B25, B29."""
    tickets, surveys = {"tickets.create", "tickets.read"}, {"surveys.read", "surveys.answer"}
    assert DEFAULTS[role] == tickets | surveys


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.OPERATOR, Role.SUPERVISOR])
def test_a_new_visit_can_be_booked_by_those_who_deal_with_it(role: Role) -> None:
    """A53, X03."""
    assert "orders.schedule" in DEFAULTS[role]
