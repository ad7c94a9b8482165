"""Who sees contacts: everybody at the desk sees all of them (C01, C16, C60), users none.

They have no area: whose call it is, is found out by taking it.
"""

from chassis.reach import Reach, Who
from chassis.scope import Rows
from chassis.ties import Every

CONTACTS = Rows(
    table="contact",
    ties={Reach.AREA: (Every(),), Reach.ASSIGNED: (Every(),)},
    missing="There is no such contact.",
)


def condition_for(who: Who) -> str:
    """The contacts this person sees, as SQL; it needs no values."""
    return CONTACTS.condition(who, str)
