"""The tables of surveys: their forms, and what requesters were asked."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB


def add_form_table(metadata: MetaData) -> Table:
    """Small, and read as a whole."""
    return Table(
        "survey_form",
        metadata,
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("questions", JSONB, nullable=False),
        Column("categories", ARRAY(Text), nullable=False),
        Column("active", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
    )


def add_survey_table(metadata: MetaData) -> Table:
    """Ids grow with time, so that lists newest first follow them: each filter has an index that
    ends in it."""
    survey = Table(
        "survey",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("ticket_id", Uuid, ForeignKey("tickets.id"), nullable=False),
        Column("form", Text, nullable=False),
        Column("form_version", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("questions", JSONB, nullable=False),
        Column("customer_id", Uuid),
        Column("account_id", Uuid),
        Column("asked_at", DateTime(timezone=True), nullable=False),
        Column("answers", JSONB, nullable=False),
        Column("answered_at", DateTime(timezone=True)),
        Column("answered_by", Uuid),
        # Of the ticket, as it is now: lists of those who see it are read in order from an index.
        Column("ticket_area", Text),
        Column("ticket_account_id", Uuid),
        Column("ticket_registered_by", Uuid),
        # Of the link in the customer's letter, only the digest of its token.
        Column("link_digest", LargeBinary),
        Column("link_until", DateTime(timezone=True)),
        CheckConstraint("num_nonnulls(customer_id, account_id) = 1", name="respondent"),
    )
    Index("survey_ticket_id_key", survey.c.ticket_id, unique=True)
    Index("survey_customer_id_id", survey.c.customer_id, survey.c.id)
    Index("survey_account_id_id", survey.c.account_id, survey.c.id)
    Index("survey_form_id", survey.c.form, survey.c.id)
    Index("survey_ticket_area_id", survey.c.ticket_area, survey.c.id)
    Index("survey_ticket_account_id_id", survey.c.ticket_account_id, survey.c.id)
    Index("survey_ticket_registered_by_id", survey.c.ticket_registered_by, survey.c.id)
    nobodys = text("ticket_account_id is null")
    Index("survey_of_area_alone", survey.c.ticket_area, survey.c.id, postgresql_where=nobodys)
    pending = text("answered_at is null")
    linked = text("link_digest is not null")
    Index("survey_link_digest_key", survey.c.link_digest, unique=True, postgresql_where=linked)
    Index("survey_pending", survey.c.id, postgresql_where=pending)
    return survey
