"""Customers who may be the same person twice."""

from uuid import UUID

from chassis.errors import NotFound
from chassis.phones import phone_variants
from chassis.transactions import Tx
from directory.application.customer_views import Confidence, DuplicateView, Why

MOST = 50
_SIMILAR = 0.6

_CUSTOMER = "select sort_name, national_id, phones, emails from customer where id = $1"

# One search per reason, each by an index of its own; a name is looked for by its longest word.
_DUPLICATES = """
select c.id, c.number, c.name, array_agg(distinct found.why) as why
from (
  (select id, 'national-id' as why from customer where national_id = $2 limit $7)
  union all
  (select id, 'phone' from customer where phones && $3::text[] limit $7)
  union all
  (select id, 'email' from customer where emails && $4::text[] limit $7)
  union all
  (select id, 'name' from customer
   where search like $5 and similarity(sort_name, $6) >= $8 limit $7)
) found join customer c on c.id = found.id
where c.id <> $1 and c.merged_into is distinct from $1
group by c.id order by count(*) desc, c.number limit $7
"""


class SqlDuplicates:
    """The port `Duplicates`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def of(self, customer_id: UUID) -> list[DuplicateView]:
        """Whoever may be the same as this customer, the most likely first; NotFound."""
        connection = await self._tx.driver()
        row = await connection.fetchrow(_CUSTOMER, customer_id)
        if row is None:
            raise NotFound("No such customer.")
        phones = [variant for phone in row["phones"] for variant in phone_variants(phone)]
        word = max(row["sort_name"].split(), key=len)
        rows = await connection.fetch(
            _DUPLICATES,
            customer_id,
            row["national_id"],
            phones,
            row["emails"],
            f"% {word.translate(_PLAIN)}%",
            row["sort_name"],
            MOST,
            _SIMILAR,
        )
        return [_view(row["id"], row["number"], row["name"], row["why"]) for row in rows]


_PLAIN = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def _view(identity: UUID, number: str, name: str, why: list[Why]) -> DuplicateView:
    return DuplicateView(identity, number, name, sorted(why), _confidence(set(why)))


def _confidence(why: set[Why]) -> Confidence:
    if "national-id" in why:
        return "certain"
    return "likely" if len(why) > 1 else "possible"
