"""The shapes of reports. Counts are of rows; times are in the unit their name says."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel


class PeriodShown(BaseModel):
    """The days a report is about, both inside; open where null."""

    label: str
    first: date | None
    last: date | None


class Report(BaseModel):
    """What every report says of itself."""

    period: PeriodShown
    as_of: datetime


class StateCount(BaseModel):
    """How many are in a state now."""

    state: str
    label: str
    count: int


class ChannelCount(BaseModel):
    """Contacts of one channel, and in which state they are now."""

    channel: str
    label: str
    received: int
    taken: int
    states: list[StateCount]


class ContactsReport(BaseModel):
    """Contacts received in the period. The customer waits until somebody takes the contact for the
    first time; average and median are of those that were taken."""

    received: int
    taken: int
    waited_seconds_average: float | None
    waited_seconds_median: float | None
    channels: list[ChannelCount]


class TicketGroup(BaseModel):
    """Tickets with something in common, and where they stand (E89)."""

    name: str | None
    label: str
    registered: int
    pending: int
    finished: int
    closed: int
    cancelled: int


class TicketsReport(BaseModel):
    """Tickets registered in the period (E83–E86). Groups come largest first, a hundred at most."""

    registered: int
    unassigned: int
    pending: int
    overdue: int
    resolved: int
    states: list[StateCount]
    categories: list[TicketGroup]
    areas: list[TicketGroup]


class OrdersReport(BaseModel):
    """Service orders opened in the period."""

    opened: int
    states: list[StateCount]


class DispatchesReport(BaseModel):
    """Orders on whose dispatch Iclass decided in the period."""

    confirmed: int
    refused: int


class EmailsReport(BaseModel):
    """E-mails whose sending ended in the period, or that nobody knew where to send."""

    sent: int
    failed: int
    unaddressed: int


class Summary(Report):
    """The dashboard."""

    contacts: ContactsReport
    tickets: TicketsReport
    orders: OrdersReport
    dispatches: DispatchesReport
    emails: EmailsReport


class TicketsByState(Report):
    """Tickets by state, and how many of them are unsolved (E87)."""

    unsolved: int
    states: list[StateCount]


class EmployeeCount(BaseModel):
    """Tickets an employee has or had last, by complexity (E90)."""

    account_id: UUID
    name: str | None
    tickets: int
    high: int
    medium: int
    low: int


class TicketsByEmployee(Report):
    """The employees with most tickets first."""

    employees: list[EmployeeCount]


class ResolutionStep(BaseModel):
    """Tickets resolved in at least `start` and less than `end` of the report's unit."""

    start: float
    end: float | None
    tickets: int


class ResolutionTime(Report):
    """How long it took from registered to finished for the last time (E88)."""

    unit: Literal["hours", "days"]
    resolved: int
    average: float | None
    median: float | None
    steps: list[ResolutionStep]


class FactRow(BaseModel):
    """A row behind a figure; `at` is the moment that puts it into the period."""

    id: UUID
    at: datetime
    number: int | None = None
    state: str | None = None
    channel: str | None = None
    city: str | None = None
    area: str | None = None
    category: str | None = None
    priority: str | None = None
    assignee_id: UUID | None = None
    assignee: str | None = None
