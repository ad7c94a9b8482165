"""Judgements on what a database holds: what is wrong, how bad it is, and the command that helps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field

from chassis.inspection_flow import CallsOfKind, Outbox

OUTBOX_SECONDS = 60.0
MANY_ATTEMPTS = 3


class Advice(BaseModel):
    """One thing that is wrong. `error`: something stands still; `warning`: somebody must decide.
    `command` is complete but for how the caller reaches the installation."""

    what: str = Field(description="A stable word, `parked-keys`")
    where: str
    severity: Literal["error", "warning"]
    says: str
    do: str
    command: str | None = None


def about_schema(service: str, applied: str | None, newest: str | None) -> Iterator[Advice]:
    """A database older or newer than the code."""
    if applied == newest:
        return
    if newest is None or (applied is not None and applied > newest):
        yield Advice(
            what="schema-newer",
            where=service,
            severity="warning",
            says=f"The database has version {applied}, this process knows {newest}.",
            do="Deploy the newer program; until then this one works with what it knows.",
        )
        return
    yield Advice(
        what="schema-old",
        where=service,
        severity="error",
        says=f"The database has version {applied}, the program needs {newest}.",
        do="Migrate it, with the service's own settings.",
        command=f"python -m {service.replace('-', '_')} migrate",
    )


def about_put_aside(service: str, row: Mapping[str, Any]) -> Iterator[Advice]:
    """Parked keys and records in quarantine."""
    if row["parked"]:
        yield Advice(
            what="parked-keys",
            where=service,
            severity="error",
            says=f"Keys that wait behind an event that failed: {row['parked']}. "
            f"The oldest: {_first_line(row['parked_reason'])}",
            do="Mend the cause, then replay them; or give them up, with a reason.",
            command=f"python -m tero parked list {service}",
        )
    if row["quarantined"]:
        yield Advice(
            what="quarantined-records",
            where=service,
            severity="warning",
            says=f"Records that could not be read: {row['quarantined']}. "
            f"The oldest: {_first_line(row['quarantined_reason'])}",
            do="Tell their sender; replay what a newer version reads, discard the rest.",
            command=f"python -m tero quarantine list {service}",
        )


def about_outbox(service: str, outbox: Outbox) -> Iterator[Advice]:
    """Events that nobody relays."""
    if outbox.oldest_seconds > OUTBOX_SECONDS:
        topics = ", ".join(f"{each.topic} {each.rows}" for each in outbox.topics)
        yield Advice(
            what="outbox-old",
            where=service,
            severity="error",
            says=f"{outbox.rows} events wait to be sent, the oldest for "
            f"{outbox.oldest_seconds:.0f} s ({topics}).",
            do="Nothing is lost; they go out when brokers and a worker are there. The worker's "
            "log says what its relay waits for.",
            command=f"python -m tero outbox {service}",
        )


def about_calls(service: str, kinds: Sequence[CallsOfKind]) -> Iterator[Advice]:
    """A stranger that does not answer."""
    for calls in kinds:
        if calls.failing and calls.most_attempts >= MANY_ATTEMPTS:
            yield Advice(
                what="calls-failing",
                where=f"{service} {calls.kind}",
                severity="warning",
                says=f"{calls.failing} of {calls.open} open calls were refused, up to "
                f"{calls.most_attempts} times. The last word: {_first_line(calls.last_error)}",
                do="Mend who is called; every call is tried again by itself.",
                command=f"python -m tero calls {service}",
            )


def _first_line(reason: str | None) -> str:
    """Databases go on with the row at fault, which is nobody's business here."""
    return (reason or "").partition("\n")[0][:200]
