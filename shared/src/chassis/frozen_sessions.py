"""Sessions whose process was frozen while it copied rows: no limit of the server's ends these.

While PostgreSQL waits for the next rows of a COPY neither `statement_timeout` nor
`idle_in_transaction_session_timeout` applies, and the locks of the transaction are held until the
process is back, or dead. Its heirs would wait that long; so whoever keeps up ends such sessions.
"""

from chassis.database import Driver

# Longer than any statement may take; a process that runs sends its rows in milliseconds.
LONGEST_SECONDS = 10.0

# A role may end its own sessions, and this database is its own.
_END = """
select count(pg_terminate_backend(pid)) from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
  and state = 'active' and wait_event_type = 'Client' and wait_event = 'ClientRead'
  and query_start < clock_timestamp() - make_interval(secs => $1)
"""


async def end_frozen(connection: Driver, seconds: float = LONGEST_SECONDS) -> int:
    """End those that have kept the server waiting in the middle of a statement; how many."""
    return int(await connection.fetchval(_END, seconds))
