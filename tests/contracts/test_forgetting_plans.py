"""Forgetting what nobody needs any more reads what is old, however much there is of others."""

import json
from datetime import timedelta

import asyncpg
import pytest
from tests.contracts.test_privacy_plans import fill, scanned

from chassis.database import dsn
from chassis.row_security import SYSTEM_SESSION
from chassis_testing.servers import CreateDatabase
from directory.outbound import session_store
from iclass_bridge.outbound import inbox
from intake.outbound import attachment_store, mail_store, settled_work
from notifications import emails

# What grows with the use of the desk. Imports, exports, links and attempts are few.
FORGETTING: dict[str, dict[str, tuple[str, list[object]]]] = {
    "directory": {"session": (session_store._FORGET, [timedelta(days=30)])},
    "intake": {
        "offer": (settled_work._OFFERS, []),
        "call_back": (settled_work._CALL_BACKS, []),
        "mail": (mail_store._FORGET, []),
        "attachment": (attachment_store._FORGET, []),
    },
    "notifications": {"email": (emails._FORGET_LETTERS, [30])},
    "iclass_bridge": {"technician_event": (inbox._FORGET, [180, ["unknown-order"]])},
}


@pytest.mark.parametrize("package", FORGETTING)
async def test_no_table_is_read_as_a_whole(create_database: CreateDatabase, package: str) -> None:
    """At a statement's limit of seconds, nothing of a large table would ever be forgotten."""
    connection = await asyncpg.connect(
        dsn(await create_database(package)), server_settings=SYSTEM_SESSION
    )
    tables = FORGETTING[package]
    await fill(connection, list(tables))

    found = []
    for mode in ("force_custom_plan", "force_generic_plan"):
        await connection.execute(f"set plan_cache_mode = {mode}")
        for table, (sql, values) in tables.items():
            plan = await connection.fetchval(f"explain (format json) {sql}", *values, 5_000)
            if table in scanned(json.loads(plan)[0]["Plan"]):
                found.append((table, mode))
    await connection.close()

    assert found == []
