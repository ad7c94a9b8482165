"""Problems and requirements come, are named anew, and are not chosen any more (B13-B15)."""

from collections.abc import Callable

from chassis.kept import change
from tickets.application.kept import switch_off
from tickets.application.ports import Transaction
from tickets.domain.category import Category
from tickets.domain.people import Person


async def list_categories(
    person: Person, area: str | None, *, inactive: bool, tx: Transaction
) -> list[Category]:
    """What this person may choose for tickets of this area; all of them that they are shown, with
    those not chosen any more, where `inactive` asks for these too."""
    return [
        each
        for each in await tx.categories.all()
        if each.is_of(area) and each.is_shown_to(person) and (inactive or each.active)
    ]


async def create_category(category: Category, tx: Transaction) -> Category:
    """A new one. Raises Conflict where the code is taken."""
    await tx.categories.add(category)
    return category


async def change_category(
    code: str, seen: int, changed: Callable[[Category], Category], tx: Transaction
) -> Category:
    """It as it is now; tickets that have it keep it. Raises NotFound, OutOfDate."""
    return await change(tx.categories, code, seen, changed)


async def remove_category(code: str, seen: int, tx: Transaction) -> Category:
    """Not chosen any more; tickets that have it keep it. Raises NotFound, OutOfDate."""
    return await switch_off(tx.categories, code, seen)
