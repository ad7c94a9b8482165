"""What a service knows of a customer: told on demand, forgotten on demand, and not learnt again.

A service declares which of its rows are about a customer and what in them is personal. From that
follow the export, the erasure, and triggers that keep out what an older event or another import
brings back later. Rows stay, so figures do; what is personal in them goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from chassis.privacy_pieces import pieces
from chassis.transactions import Tx

_REMEMBER = """
insert into kernel_erased (customer_id, request_id) select unnest($1::uuid[]), $2
on conflict (customer_id) do nothing
"""


@dataclass(frozen=True)
class Personal:
    """Rows of one table. Texts are SQL, part of the program, never anybody's input.

    `whose` is the customer's id of the row `{row}`. `blank` says what stands in each personal
    column afterwards (it may name the `{row}`); without it the row goes as a whole. `likewise`
    finds rows that nobody has linked to the customer yet (`$1`: the ids of the person). `silent`
    columns are not exported: they are ours, not about the person.
    """

    table: str
    whose: str
    blank: Mapping[str, str] = field(default_factory=dict)
    likewise: str = "false"
    silent: Sequence[str] = ()

    def sets(self, row: str, form: str) -> list[str]:
        """An assignment for each personal column, in this form of words."""
        blank = self.blank.items()
        return [form.format(column=name, value=value.format(row=row)) for name, value in blank]

    def matches(self, row: str) -> str:
        """The condition under which a row is about one of the persons `$1`."""
        whose, likewise = self.whose.format(row=row), self.likewise.format(row=row)
        return f"(({whose}) = any($1) or ({likewise}))"


class Told(NamedTuple):
    """Rows of one table, ready to be sent."""

    table: str
    rows: str


def keep_out(personal: Personal) -> list[str]:
    """The statements of a migration that make the table forgetful."""
    name, whose = f"forget_{personal.table}", personal.whose.format(row="new")
    sets = " ".join(personal.sets("new", "new.{column} := {value};"))
    forget = f"{sets} return new;" if sets else "return null;"
    is_erased = f"exists (select from kernel_erased e where e.customer_id = ({whose}))"
    condition = f"exists (select from kernel_erased) and {is_erased}"
    body = f"begin if {condition} then {forget} end if; return new; end"
    on = f"before insert or update on {personal.table} for each row"
    return [
        f"create or replace function {name}() returns trigger language plpgsql as $$ {body} $$",
        f"create or replace trigger forget {on} execute function {name}()",
    ]


async def erase(
    tx: Tx, known: Sequence[Personal], ids: Sequence[UUID], request_id: UUID
) -> dict[str, int]:
    """Forget these ids of one person, for good; how many rows of each table were about them.

    Rows that lead to a person are forgotten before the rows that say who it is: declare the
    customers themselves last.
    """
    connection, counts = await tx.driver(), dict[str, int]()
    for each in known:
        sets = ", ".join(each.sets("r", "{column} = {value}"))
        start = f"update {each.table} r set {sets}" if sets else f"delete from {each.table} r"  # noqa: S608
        done = await connection.execute(f"{start} where {each.matches('r')}", list(ids))
        counts[each.table] = int(done.rsplit(" ", 1)[1])
    await connection.execute(_REMEMBER, list(ids), request_id)
    return counts


async def tell(tx: Tx, known: Sequence[Personal], ids: Sequence[UUID]) -> list[Told]:
    """All that these tables say of a person, in pieces that a message can carry."""
    connection, told = await tx.driver(), list[Told]()
    for each in known:
        found = f"from {each.table} r where {each.matches('r')}"
        sql = f"select to_jsonb(r) - $2::text[] as row {found}"
        rows = await connection.fetch(sql, list(ids), list(each.silent))
        told += [Told(each.table, piece) for piece in pieces([row["row"] for row in rows])]
    return told
