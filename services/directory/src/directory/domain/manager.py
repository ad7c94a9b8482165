"""Who manages accounts, and how far that goes: never beyond what they may do themselves."""

from dataclasses import dataclass

from chassis.errors import Forbidden
from chassis.reach import Reach
from directory.domain.account import Account
from directory.domain.permissions import ALL


class MoreThanOwn(Forbidden):
    """Nobody gives away what they do not have."""

    code = "more-than-own"


class MorePowerful(Forbidden):
    """Nobody changes the account of somebody who may more: it could be made their own."""

    code = "more-powerful-account"


@dataclass(frozen=True)
class Manager:
    """Somebody who manages accounts; `permissions` is all that they may do, `reach` and `areas`
    say what they see."""

    permissions: frozenset[str]
    reach: Reach
    areas: frozenset[str]

    def check(self, before: Account, after: Account) -> None:
        """Raise unless they may make the one of the other."""
        if more := sorted(frozenset(before.permissions) - self.permissions):
            message = f"This account may do more than you: {more[0]}."
            raise MorePowerful(message, permission=more[0])
        if before.reach.is_wider_than(self.reach):
            message = f"This account sees more than you: {before.reach}."
            raise MorePowerful(message, reach=before.reach)
        if self._is_of_unseen_customer(before):
            raise MorePowerful("This account sees its customer's tickets in every area.")
        if foreign := self._foreign_areas(before):
            message = f"This account is in an area that you are not in: {foreign[0]}."
            raise MorePowerful(message, area=foreign[0])
        self.check_gain(before.powers, after.powers)
        self._check_sight(after)

    def check_new(self, account: Account) -> None:
        """Raise unless they may let somebody in as this."""
        self.check_gain(frozenset(), account.powers)
        self._check_sight(account)

    def check_gain(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Raise unless they have all that is gained."""
        if missing := sorted(after - before - self.permissions):
            message = f"Only who has the permission {missing[0]} can give it."
            raise MoreThanOwn(message, permission=missing[0])

    def _check_sight(self, account: Account) -> None:
        """Also of one that is switched off: nobody would ask again when it is switched on."""
        if account.reach.is_wider_than(self.reach):
            message = f"Only who sees as far can make somebody see: {account.reach}."
            raise MoreThanOwn(message, reach=account.reach)
        if self._is_of_unseen_customer(account):
            raise MoreThanOwn("Only who sees all lets a customer see their tickets in every area.")
        if foreign := self._foreign_areas(account):
            message = f"Only who is in the area {foreign[0]} can put somebody there."
            raise MoreThanOwn(message, area=foreign[0])

    def _is_of_unseen_customer(self, account: Account) -> bool:
        """A customer is in no area, and has tickets in any: their e-mail address would be a way to
        these."""
        return account.customer_id is not None and not self.reach.is_whole

    def _foreign_areas(self, account: Account) -> list[str]:
        """None for who sees all areas anyway."""
        return [] if self.reach.is_whole else sorted({*account.areas} - self.areas)


SYSTEM = Manager(ALL, Reach.SYSTEM, frozenset())
