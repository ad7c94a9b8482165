"""Where all tables of this service are written down, and what several of them need."""

import sqlalchemy as sa

from chassis.database import metadata

METADATA = metadata()

NOW = sa.text("now()")
MOMENT = sa.DateTime(timezone=True)

# "C": compared byte by byte, so that a page starts where the page before ended.
SORTED = sa.Text(collation="C")
