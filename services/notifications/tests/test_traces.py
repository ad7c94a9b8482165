"""The end of the longest trace: from the event that asks for a mail to the mail server."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chassis_testing.traces import chain_to, collected_spans

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
SPAN = "00f067aa0ba902b7"


async def test_a_mail_belongs_to_the_trace_of_the_event_that_caused_it(
    world: World, closed: Make
) -> None:
    """Whoever asks where a closing mail is finds the mail server in the trace of the closing, and
    so does who hears that it was sent (E74)."""
    record = closed()
    traceparent = ("traceparent", f"00-{TRACE}-{SPAN}-01".encode())
    record = replace(record, headers=[*record.headers, traceparent])
    with collected_spans() as spans:
        await world.harness.deliver([record])
        assert await world.attempt()
        handled, called = chain_to(spans.get_finished_spans(), "call smtp")

    assert len(world.mails) == 1
    assert handled.name == "process tickets.ticket-closed.v1"
    assert handled.parent
    assert f"{handled.parent.span_id:016x}" == SPAN
    for span in (handled, called):
        assert span.context
        assert f"{span.context.trace_id:032x}" == TRACE
    (sent,) = await world.harness.emitted()
    assert sent.type == "notifications.email-sent.v1"
    assert sent.headers["traceparent"].split("-")[1] == TRACE
