"""What tests see of traces: every span of this process, and the way from its root to one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis.tracing import set_up_tracing


@contextmanager
def collected_spans() -> Iterator[InMemorySpanExporter]:
    """Every span that ends from here on, whatever its service."""
    exporter = InMemorySpanExporter()
    _provider().add_span_processor(SimpleSpanProcessor(exporter))
    yield exporter
    exporter.shutdown()


@cache
def _provider() -> TracerProvider:
    """A process has one, for good: a second one would be refused, and see nothing."""
    return set_up_tracing("tests", endpoint=None, ratio=1.0)


def chain_to(finished: Sequence[ReadableSpan], last: str) -> list[ReadableSpan]:
    """The spans from the root of the trace to the first that ended under this name."""
    by_id = {span.context.span_id: span for span in finished if span.context}
    span: ReadableSpan | None = next(span for span in finished if span.name == last)
    chain: list[ReadableSpan] = []
    while span is not None:
        chain.append(span)
        span = by_id.get(span.parent.span_id) if span.parent else None
    return chain[::-1]
