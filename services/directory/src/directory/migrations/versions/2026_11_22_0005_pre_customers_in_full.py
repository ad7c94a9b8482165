"""Units, speeds, items, history of customers; billing as others tell it; imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

_NOW = sa.text("now()")
_EMPTY = sa.text("'[]'")
_MOMENT = sa.DateTime(timezone=True)
_BYTEWISE = sa.Text(collation="C")
_AMOUNT = sa.Numeric(14, 2)


def upgrade() -> None:
    _widen_customer()
    _widen_contract()
    _create_unit()
    _create_change()
    _create_billing()
    _create_lists_of_billing()
    _create_imports()


def _widen_customer() -> None:
    op.add_column("customer", sa.Column("fax", sa.Text, nullable=False, server_default=""))
    op.add_column(
        "customer", sa.Column("contact_data", JSONB, nullable=False, server_default=_EMPTY)
    )
    op.add_column("customer", sa.Column("revision", sa.BigInteger))
    op.add_column("customer", sa.Column("merged_into", sa.Uuid))
    op.create_foreign_key(
        "customer_merged_into_fkey", "customer", "customer", ["merged_into"], ["id"]
    )
    op.create_check_constraint(
        op.f("customer_merged_into_another_check"), "customer", "merged_into <> id"
    )
    op.create_index("customer_national_id", "customer", ["national_id"])
    op.create_index("customer_phones", "customer", ["phones"], postgresql_using="gin")
    op.create_index("customer_emails", "customer", ["emails"], postgresql_using="gin")
    op.create_index(
        "customer_merged_into",
        "customer",
        ["merged_into"],
        postgresql_where=sa.text("merged_into is not null"),
    )


def _widen_contract() -> None:
    op.add_column("contract", sa.Column("server", sa.Text, nullable=False, server_default=""))
    op.add_column("contract", sa.Column("speed_down_kbps", sa.Integer))
    op.add_column("contract", sa.Column("speed_up_kbps", sa.Integer))
    op.add_column("contract", sa.Column("items", JSONB, nullable=False, server_default=_EMPTY))


def _create_unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("serial", sa.Text, nullable=False),
        sa.Column("item_number", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("warranty_until", sa.Date),
        sa.Column("contract_number", sa.Text),
        sa.PrimaryKeyConstraint("id", name="unit_pkey"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="unit_customer_id_fkey"),
    )
    op.create_index("unit_customer_id", "unit", ["customer_id"])
    op.create_index("unit_serial", "unit", ["serial"])


def _create_change() -> None:
    op.create_table(
        "customer_change",
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("by", sa.Uuid),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("changes", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "version", name="customer_change_pkey"),
    )


def _create_billing() -> None:
    op.create_table(
        "billing",
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("balance", _AMOUNT, nullable=False),
        *(
            sa.Column(name, JSONB, nullable=False)
            for name in ("profile", "gateways", "contracts", "discounts", "recurring_items")
        ),
        sa.PrimaryKeyConstraint("customer_id", name="billing_pkey"),
    )
    op.create_table(
        "usage",
        sa.Column("contract_id", sa.Uuid, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("down_bytes", sa.BigInteger, nullable=False),
        sa.Column("up_bytes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("contract_id", "day", name="usage_pkey"),
    )


def _create_lists_of_billing() -> None:
    _create_list(
        "invoice",
        "issued_on",
        sa.Column("contract_number", sa.Text),
        sa.Column("due_on", sa.Date),
        sa.Column("amount", _AMOUNT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("pdf_url", sa.Text),
    )
    _create_list(
        "payment",
        "paid_on",
        sa.Column("amount", _AMOUNT, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("invoice_number", sa.Text),
    )
    _create_list(
        "movement",
        "booked_on",
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("amount", _AMOUNT, nullable=False),
        sa.Column("balance", _AMOUNT, nullable=False),
    )


def _create_list(name: str, day: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("number", _BYTEWISE, nullable=False),
        sa.Column(day, sa.Date, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("customer_id", "number", name=f"{name}_pkey"),
    )
    op.create_index(f"{name}_customer_id_{day}_number", name, ["customer_id", day, "number"])


def _create_imports() -> None:
    counts = ("done", "created", "updated", "unchanged", "refused")
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("what", "format", "source", "state", "country", "started_by_name")
        ),
        sa.Column("dry_run", sa.Boolean, nullable=False),
        sa.Column("columns", JSONB, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in counts),
        sa.Column("started_by", sa.Uuid),
        sa.Column("started_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("finished_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="import_run_pkey"),
        sa.CheckConstraint("state in ('running', 'finished')", name="import_run_state_check"),
    )
    op.create_index("import_run_started_at_id", "import_run", ["started_at", "id"])
    op.create_table(
        "import_batch",
        sa.Column("import_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rows", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("import_id", "number", name="import_batch_pkey"),
    )
    op.create_table(
        "import_error",
        sa.Column("import_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("column", "problem", "found")),
        sa.PrimaryKeyConstraint("import_id", "number", name="import_error_pkey"),
    )
    op.create_table(
        "import_preset",
        sa.Column("name", _BYTEWISE, nullable=False),
        sa.Column("columns", JSONB, nullable=False),
        sa.Column("changed_by_name", sa.Text, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("name", name="import_preset_pkey"),
    )
