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

# Whoever has not looked asks every row.
_LOOK = """
begin
  perform set_config('tero.erased', case when exists (select from kernel_erased) then 'some'
    else 'none' end, true);
  return null;
end
"""
_IF_ANY = "when (current_setting('tero.erased', true) is distinct from 'none')"


@dataclass(frozen=True)
class Personal:
    """Rows of one table. Texts are SQL, part of the program, never anybody's input.

    `whose` is the customer's id of the row `{row}`; `theirs` is the condition under which a row is
    of one of the persons `$1`, in a form that an index answers (without it: `whose` is a column).
    `blank` says what stands in each personal column afterwards (it may name the `{row}`); without
    it the row goes as a whole. `likewise` finds rows that nobody has linked to the customer yet,
    other ones than `theirs`, by an index too. `silent` columns are not exported: they are ours,
    not about the person.
    """

    table: str
    whose: str
    blank: Mapping[str, str] = field(default_factory=dict)
    theirs: str | None = None
    likewise: str | None = None
    silent: Sequence[str] = ()

    @classmethod
    def below(
        cls,
        table: str,
        above: str,
        column: str,
        blank: Mapping[str, str] | None = None,
        *,
        likewise: str | None = None,
        silent: Sequence[str] = (),
    ) -> "Personal":
        """Rows that lead to the row of another table, `above`, which says whose they are."""
        # An array is made once, before the table is read, whatever is guessed of its length.
        return cls(
            table,
            f"select a.customer_id from {above} a where a.id = {{row}}.{column}",  # noqa: S608
            blank or {},
            f"{{row}}.{column} = any(array("  # noqa: S608
            f"select a.id from {above} a where a.customer_id = any($1)))",
            likewise,
            silent,
        )

    def sets(self, row: str, form: str) -> list[str]:
        """An assignment for each personal column, in this form of words."""
        blank = self.blank.items()
        return [form.format(column=name, value=value.format(row=row)) for name, value in blank]

    def conditions(self, row: str) -> list[str]:
        """Each finds rows about the persons `$1`; no row meets two. Joined by `or`, no index would
        serve them."""
        found = [self.theirs or f"{self.whose} = any($1)"]
        if self.likewise is not None:
            found.append(self.likewise)
        return [each.format(row=row) for each in found]

    def forgetting(self) -> list[str]:
        """The statements that forget the persons `$1`."""
        sets = ", ".join(self.sets("r", "{column} = {value}"))
        start = f"update {self.table} r set {sets}" if sets else f"delete from {self.table} r"  # noqa: S608
        return [f"{start} where {condition}" for condition in self.conditions("r")]

    def telling(self) -> list[str]:
        """The queries for all rows about the persons `$1`, without the columns `$2`."""
        start = f"select to_jsonb(r) - $2::text[] as row from {self.table} r"  # noqa: S608
        return [f"{start} where {condition}" for condition in self.conditions("r")]


class Told(NamedTuple):
    """Rows of one table, ready to be sent."""

    table: str
    rows: str


def keep_out(personal: Personal) -> list[str]:
    """The statements of a migration that make the table forgetful.

    Every statement that writes there looks once whether anybody is forgotten at all; only then each
    row asks whose it is. Asked by every row, the first question would cost half of what it costs
    PostgreSQL to keep a contact.
    """
    table, name = personal.table, f"forget_{personal.table}"
    whose = personal.whose.format(row="new")
    sets = " ".join(personal.sets("new", "new.{column} := {value};"))
    forget = f"{sets} return new;" if sets else "return null;"
    is_erased = f"exists (select from kernel_erased e where e.customer_id = ({whose}))"
    body = f"begin if {is_erased} then {forget} end if; return new; end"
    before = f"before insert or update on {table} for each"
    return [
        "create or replace function look_for_erased() returns trigger language plpgsql as "
        f"$$ {_LOOK} $$",
        f"create or replace function {name}() returns trigger language plpgsql as $$ {body} $$",
        f"create or replace trigger look_for_erased {before} statement "
        "execute function look_for_erased()",
        f"create or replace trigger forget {before} row {_IF_ANY} execute function {name}()",
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
        done = [await connection.execute(sql, list(ids)) for sql in each.forgetting()]
        counts[each.table] = sum(int(tag.rsplit(" ", 1)[1]) for tag in done)
    await connection.execute(_REMEMBER, list(ids), request_id)
    return counts


def counted(
    known: Sequence[Personal], first: Mapping[str, int], again: Mapping[str, int]
) -> dict[str, int]:
    """How many rows two erasures were about: a row that stays is counted by both, one that goes
    by one of them."""
    rows = dict[str, int]()
    for each in known:
        counts = first.get(each.table, 0), again.get(each.table, 0)
        rows[each.table] = max(counts) if each.blank else sum(counts)
    return rows


async def tell(tx: Tx, known: Sequence[Personal], ids: Sequence[UUID]) -> list[Told]:
    """All that these tables say of a person, in pieces that a message can carry."""
    connection, told = await tx.driver(), list[Told]()
    for each in known:
        for sql in each.telling():
            rows = await connection.fetch(sql, list(ids), list(each.silent))
            told += [Told(each.table, piece) for piece in pieces([row["row"] for row in rows])]
    return told
