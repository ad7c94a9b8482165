"""Reads of the desk, straight from the tables to the views."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import asyncpg

from chassis.reach import Who
from chassis.scope import missing
from chassis.transactions import Tx
from intake.application.desk import Counts, DeskQuery, Stretch
from intake.application.views import ContactDetail, DetailsView, StoredContact
from intake.domain.actions import Viewer
from intake.domain.conversation import Line
from intake.domain.words import State
from intake.outbound import desk_counts
from intake.outbound.conversation_store import SqlConversations
from intake.outbound.desk_lists import STORED, page_statement, stored_contact
from intake.outbound.desk_live import Fits, changed
from intake.outbound.desk_search import found
from intake.outbound.desk_walk import walked
from intake.outbound.draft_store import SqlDrafts
from intake.outbound.plans import plan_afresh
from intake.outbound.rows import release_of
from intake.outbound.scope import CONTACTS, condition_for
from intake.outbound.surroundings import SURROUNDING, SqlSurroundings

_MORE = (
    "source",
    "external_id",
    "accepted_at",
    "national_id",
    "email",
    "line",
    "queue",
    "started_at",
    "answered_at",
    "answered_by",
    "hung_up_at",
    "cause",
    "finished_at",
    "outcome",
)
_WRITTEN = ("edited_email", "observations", "edited_phone", "address", "release")
_ROW = f"select {STORED} from contact where id = $1"  # noqa: S608 - names of columns
_DETAIL = f"select {STORED}, {', '.join(_MORE + _WRITTEN + SURROUNDING)} from contact where id = $1"  # noqa: S608 - as above


class SqlDesk:
    """Implements the port `Desk`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def page(self, query: DeskQuery, who: Who) -> Stretch:
        """Up to `limit` rows."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        leads = await found(connection, query.words) if query.words else None
        seen = condition_for(who)
        statement, values = page_statement(query, seen, leads)
        rows = [stored_contact(row) for row in await connection.fetch(statement, *values)]
        if leads is not None or not query.may_be_rare:
            return Stretch(rows)
        return await walked(connection, query, seen, rows)

    async def changed(
        self, ids: Sequence[UUID], queries: Sequence[DeskQuery], who: Who
    ) -> Mapping[UUID, Fits]:
        """Those of these contacts that are seen, each with those questions it answers."""
        return await changed(await self._kernel.driver(), ids, queries, condition_for(who))

    async def row(self, contact_id: UUID, who: Who) -> StoredContact:
        """One contact as a list shows it; raises NotFound."""
        return stored_contact(await self._one(_ROW, contact_id, who))

    async def detail(self, contact_id: UUID, viewer: Viewer, who: Who) -> ContactDetail:
        """Everything known of one contact; raises NotFound."""
        row = await self._one(_DETAIL, contact_id, who)
        around = await SqlSurroundings(self._kernel, viewer, who).of(row)
        return ContactDetail(
            contact=stored_contact(row).seen_by(viewer),
            transcript=await SqlConversations(self._kernel).of(contact_id),
            around=around,
            candidates=around.candidates,
            details=DetailsView(*(row[name] for name in _WRITTEN[:4])),
            release=release_of(row["release"]),
            draft=await SqlDrafts(self._kernel).of(contact_id),
            **{name: row[name] for name in _MORE} | _said(row),
        )

    async def transcript(self, contact_id: UUID, who: Who) -> list[Line]:
        """What was said before a person came; raises NotFound."""
        await self.row(contact_id, who)
        return await SqlConversations(self._kernel).of(contact_id)

    async def counts(self, who: Who) -> Counts:
        """Contacts per screen and state, none higher than HIGHEST_COUNT."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        return await desk_counts.counts(connection, who.account_id, condition_for(who))

    async def counts_of(self, viewers: Sequence[UUID], who: Who) -> Mapping[UUID, Counts]:
        """The same for several who see alike."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        return await desk_counts.counts_of(connection, viewers, condition_for(who))

    async def count(self, query: DeskQuery, who: Who) -> Mapping[State, int]:
        """Contacts per state that answer a question, whatever state it asks for."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        return await desk_counts.count(connection, query, condition_for(who))

    async def _one(self, statement: str, contact_id: UUID, who: Who) -> asyncpg.Record:
        query = f"{statement} and {condition_for(who)}"
        row = await (await self._kernel.driver()).fetchrow(query, contact_id)
        if row is None:
            raise missing(CONTACTS)
        return row


def _said(row: asyncpg.Record) -> dict[str, str | None]:
    """What a holder wrote down counts more than what the channel said."""
    return {"email": row["edited_email"] or row["email"]}
