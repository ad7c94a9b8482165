"""What services say is personal: it is there, it can be forgotten, and nothing in it was missed."""

import json
from collections.abc import Sequence
from importlib import import_module
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from chassis import privacy
from chassis.causes import fresh_cause
from chassis.database import dsn
from chassis.privacy import Personal
from chassis.transactions import Tx
from chassis_testing.servers import CreateDatabase
from contracts.privacy import ErasureAskedV1, ExportAskedV1
from local_stack.services import NAMES
from tero.assembly import handled_types

DECLARED = {
    "directory": "directory.outbound.privacy",
    "intake": "intake.outbound.privacy",
    "tickets": "tickets.outbound.privacy",
    "orders": "orders.outbound.privacy",
    "iclass_bridge": "iclass_bridge.outbound.privacy",
    "notifications": "notifications.privacy",
}

# Ids alone, or accounts, which their owners' erasure ends by itself.
NOT_PERSONAL = {"kernel_account", "kernel_erased", "known_order", "privacy_request"}


def declared(package: str) -> Sequence[Personal]:
    """Of one service."""
    personal: Sequence[Personal] = import_module(DECLARED[package]).PERSONAL
    return personal


@pytest.mark.parametrize("package", DECLARED)
async def test_all_that_is_declared_can_be_told_and_forgotten(
    create_database: CreateDatabase, package: str
) -> None:
    """Row 42."""
    engine = create_async_engine(await create_database(package))
    async with engine.begin() as connection:
        tx = Tx(connection, fresh_cause(), f"/{package}")
        person = uuid4()
        counts = await privacy.erase(tx, declared(package), [person], uuid4())
        told = await privacy.tell(tx, declared(package), [person])
    await engine.dispose()

    assert counts == {each.table: 0 for each in declared(package)}
    assert told == []


@pytest.mark.parametrize("package", DECLARED)
async def test_what_is_left_behind_is_what_its_column_may_hold(
    create_database: CreateDatabase, package: str
) -> None:
    connection = await asyncpg.connect(dsn(await create_database(package)))
    rows = await connection.fetch(
        "select table_name, column_name, is_nullable from information_schema.columns"
    )
    triggers = await connection.fetch(
        "select tgrelid::regclass::text as place from pg_trigger where tgname = 'forget'"
    )
    await connection.close()
    nullable = {(row[0], row[1]): row[2] == "YES" for row in rows}

    for each in declared(package):
        for column, value in each.blank.items():
            assert value != "null" or nullable[each.table, column], (each.table, column)
    assert {row["place"].strip('"') for row in triggers} == {
        each.table for each in declared(package)
    }


@pytest.mark.parametrize("name", NAMES)
async def test_no_table_about_customers_was_missed(
    create_database: CreateDatabase, name: str
) -> None:
    """A new table that leads to a customer must say what in it is personal."""
    package = name.replace("-", "_")
    connection = await asyncpg.connect(dsn(await create_database(package)))
    rows = await connection.fetch(
        "select distinct table_name as place from information_schema.columns "
        "where table_schema = 'public' and column_name = any($1)",
        ["customer_id", "customer_name", "customer_phone", "national_id", "phone", "phones"],
    )
    await connection.close()

    found = {row["place"] for row in rows} - NOT_PERSONAL
    assert found <= {each.table for each in declared(package)} if found else True


def test_every_service_answers() -> None:
    """Also those that know nobody: their receipt says so."""
    handled = handled_types()

    assert set(handled) == set(NAMES)
    for types in handled.values():
        assert {ErasureAskedV1.type, ExportAskedV1.type} <= types


def test_what_asks_for_it_names_nobody() -> None:
    """The list of the forgotten is kept for ever: it holds ids, and no word about a person."""
    fields = json.loads(json.dumps(ErasureAskedV1.model_json_schema()))["properties"]

    assert set(fields) == {"request_id", "customer_id", "other_ids"}
