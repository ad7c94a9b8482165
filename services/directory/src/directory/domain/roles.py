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
