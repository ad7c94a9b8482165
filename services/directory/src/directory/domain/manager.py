"""Who manages accounts, and how far that goes: never beyond what they may do themselves."""

from dataclasses import dataclass

from chassis.errors import Forbidden
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
    """Somebody who manages accounts; `permissions` is all that they may do."""

    permissions: frozenset[str]

    def check(self, before: Account, after: Account) -> None:
        """Raise unless they may make the one of the other."""
        if more := sorted(frozenset(before.permissions) - self.permissions):
            message = f"This account may do more than you: {more[0]}."
            raise MorePowerful(message, permission=more[0])
        self.check_gain(before.powers, after.powers)

    def check_new(self, account: Account) -> None:
        """Raise unless they may let somebody in as this."""
        self.check_gain(frozenset(), account.powers)

    def check_gain(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Raise unless they have all that is gained."""
        if missing := sorted(after - before - self.permissions):
            message = f"Only who has the permission {missing[0]} can give it."
            raise MoreThanOwn(message, permission=missing[0])


SYSTEM = Manager(ALL)
