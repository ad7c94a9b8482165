"""News of tickets as columns of a statement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from orders.application.ports import TicketNews


def customer_columns(news: Sequence[TicketNews]) -> list[list[Any]]:
    """What is told of their customers."""
    return [
        [n.customer_id for n in news],
        [n.customer_name for n in news],
        [n.customer_phone for n in news],
        [n.city for n in news],
    ]


def owner_columns(news: Sequence[TicketNews]) -> list[list[Any]]:
    """What is told of whose work they are."""
    return [
        [n.owner.area if n.owner else None for n in news],
        [n.owner.account_id if n.owner else None for n in news],
    ]


def layers(news: Sequence[TicketNews]) -> list[list[TicketNews]]:
    """Groups in which each ticket appears at most once, its events in order."""
    layers: list[list[TicketNews]] = []
    depth: dict[UUID, int] = {}
    for item in news:
        place = depth.get(item.id, 0)
        depth[item.id] = place + 1
        if place == len(layers):
            layers.append([])
        layers[place].append(item)
    return layers
