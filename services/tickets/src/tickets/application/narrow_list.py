"""What a list is narrowed to, with what only our own tables know."""

from dataclasses import replace

from tickets.application.ports import TicketFilter, Transaction
from tickets.domain.category import Kind


async def narrow_list(wanted: TicketFilter, kind: Kind | None, tx: Transaction) -> TicketFilter:
    """With everybody who turned out to be the customer asked for, and the categories of a kind."""
    if wanted.customer_id:
        wanted = replace(wanted, also=tuple(await tx.book.also(wanted.customer_id)))
    if kind is None:
        return wanted
    codes = frozenset(each.code for each in await tx.categories.all() if each.kind is kind)
    if wanted.categories is not None:
        codes &= wanted.categories
    return replace(wanted, categories=codes)
