"""Why somebody has an account."""

from enum import StrEnum


class Role(StrEnum):
    """The roles of the company, and those of the people it serves."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"
    OPERATOR = "operator"
    CUSTOMER = "customer"
    EMPLOYEE = "employee"


# Those to whom an administrator grants and refuses single permissions (B16): an administrator has
# all of them (B07), and a customer's account is no employee's.
EMPLOYEES = frozenset({Role.SUPERVISOR, Role.TECHNICIAN, Role.OPERATOR, Role.EMPLOYEE})
