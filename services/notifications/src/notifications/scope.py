"""What somebody sees of e-mails: those about tickets of their areas.

Letters that are about no ticket (an invitation, a new password) are for administrators.
"""

from chassis.reach import Reach
from chassis.scope import Rows
from chassis.ties import InArea

EMAILS = Rows(
    table="email",
    ties={Reach.AREA: (InArea("area"),)},
    missing="There is no such e-mail.",
)
