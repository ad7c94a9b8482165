"""A new version of Tero may have another catalogue: everybody is told what it means for them."""

from directory.application.ports import Transaction


async def tell_permissions(tx: Transaction) -> int:
    """Tell of every account that may now do something else than everybody believes; how many."""
    await tx.accounts.one_at_a_time()
    told = 0
    for each in await tx.accounts.told():
        if frozenset(each.account.permissions) != each.permissions:
            await tx.accounts.save(each.account.told_again())
            told += 1
    return told
