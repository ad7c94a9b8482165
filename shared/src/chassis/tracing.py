"""Traces that survive the outbox: W3C trace context travels in every cause."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Span, SpanContext, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.cloudevents import Received

R = TypeVar("R", bound=Received[Any])
_W3C = TraceContextTextMapPropagator()
_ODD_DIGITS = frozenset("13579bdf")
_tracer = trace.get_tracer("tero.kernel")


def set_up_tracing(service: str, *, endpoint: str | None, ratio: float) -> TracerProvider:
    """Sample at the first service, follow its decision afterwards; export only where told to."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": service}),
        sampler=ParentBased(TraceIdRatioBased(ratio)),
    )
    if endpoint:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
    return provider


def traceparent_of(context: SpanContext) -> str | None:
    """The header for a span context; None when there is no trace."""
    if not context.is_valid:
        return None
    flags = f"{context.trace_flags:02x}"
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{flags}"


def current_traceparent() -> str | None:
    """The header for the span this code runs in."""
    return traceparent_of(trace.get_current_span().get_span_context())


def is_sampled(traceparent: str | None) -> bool:
    """Whether somebody decided to keep this trace: the last bit of its flags."""
    return traceparent is not None and traceparent[-1:] in _ODD_DIGITS


@contextmanager
def span_after(name: str, traceparent: str | None, kind: SpanKind) -> Iterator[Span]:
    """A span that continues the trace of a cause."""
    parent = _W3C.extract({"traceparent": traceparent}) if traceparent else None
    with _tracer.start_as_current_span(name, context=parent, kind=kind) as span:
        yield span


@contextmanager
def spans_of(name: str, events: Sequence[R]) -> Iterator[list[R]]:
    """One span per sampled event for the length of its handler; events then follow from it.

    Unsampled events, nearly all of them on a busy day, cost one comparison.
    """
    spans: list[Span] = []
    traced: list[R] = []
    for event in events:
        parent = event.cause.traceparent
        if not is_sampled(parent):
            traced.append(event)
            continue
        span = _tracer.start_span(
            f"process {name}",
            context=_W3C.extract({"traceparent": parent or ""}),
            kind=SpanKind.CONSUMER,
            attributes={"messaging.system": "kafka", "messaging.message.id": event.id},
        )
        spans.append(span)
        inside = event.cause.traced(traceparent_of(span.get_span_context()))
        traced.append(event._replace(cause=inside))
    try:
        yield traced
    finally:
        for span in spans:
            span.end()
