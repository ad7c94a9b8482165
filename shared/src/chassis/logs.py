"""Logs as JSON lines. Only fields on the allow-list are written: nobody's data by accident."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog

ALLOWED = frozenset(
    {
        "action", "attempts", "error", "event", "host", "key", "kind", "level", "logger",
        "message_type", "offset", "part", "partition", "partitions", "path", "port", "role",
        "seconds", "service", "shards", "status", "subject", "timestamp", "topic", "traceback",
        "unacknowledged", "where",
    }
)  # fmt: skip

Fields = MutableMapping[str, Any]


def _only_allowed(_: Any, __: str, fields: Fields) -> Fields:
    """Say which fields were left out, so that the list can be extended on purpose."""
    hidden = sorted(set(fields) - ALLOWED)
    kept = {name: value for name, value in fields.items() if name in ALLOWED}
    return {**kept, "hidden": hidden} if hidden else kept


def _where_it_failed(_: Any, __: str, fields: Fields) -> Fields:
    """A traceback without values: an exception's message may quote what a customer wrote."""
    error = fields.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        fields["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        fields["traceback"] = [f"{f.filename}:{f.lineno} {f.name}" for f in frames[-12:]]
    return fields


def set_up_logging(service: str, level: str) -> None:
    """Send structlog and the standard library's records to standard error as JSON."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _where_it_failed,
            _only_allowed,
            structlog.processors.JSONRenderer(lambda fields, **_: orjson.dumps(fields).decode()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(level=logging.WARNING, handlers=[_ToStructlog()], force=True)


class _ToStructlog(logging.Handler):
    """Libraries' own records: which logger and where, never the message's arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger(record.name)
        error = record.exc_info[1] if record.exc_info else None
        log.warning(
            str(record.msg)[:200],
            logger=record.name,
            where=f"{record.module}:{record.lineno}",
            **({"exc_info": error} if error else {}),
        )
