"""A bare transaction of the kernel, dressed in this service's stores."""

from functools import partial

from chassis.transactions import Tx
from tickets.application.ask_survey import follow_ticket
from tickets.application.ports import Transaction
from tickets.outbound.auto_close import DueAutoClose
from tickets.outbound.book import SqlBook
from tickets.outbound.category_store import SqlCategories
from tickets.outbound.contact_ticket_store import SqlContactTickets
from tickets.outbound.customer_store import SqlCustomers
from tickets.outbound.order_store import SqlOrders
from tickets.outbound.reads import SqlReads
from tickets.outbound.staff import SqlStaff
from tickets.outbound.survey_form_store import SqlSurveyForms
from tickets.outbound.survey_reads import SqlSurveyReads
from tickets.outbound.survey_store import SqlSurveys
from tickets.outbound.ticket_store import SqlTickets


def shape_transaction(tx: Tx, *, auto_close_days: int) -> Transaction:
    """The service's view of a transaction."""
    customers, forms, surveys = SqlCustomers(tx), SqlSurveyForms(tx), SqlSurveys(tx)
    return Transaction(
        kernel=tx,
        tickets=SqlTickets(tx, customers, partial(follow_ticket, forms=forms, surveys=surveys)),
        customers=customers,
        orders=SqlOrders(tx),
        staff=SqlStaff(tx),
        auto_close=DueAutoClose(tx, auto_close_days),
        reads=SqlReads(tx),
        book=SqlBook(tx),
        contact_tickets=SqlContactTickets(tx),
        categories=SqlCategories(tx),
        survey_forms=forms,
        surveys=surveys,
        survey_reads=SqlSurveyReads(tx),
    )
