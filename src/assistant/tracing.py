"""Spans for OpenTelemetry, where it is installed and set up; otherwise nothing at all.

Installed by the extra `tracing`. Nothing is sent unless the environment names where to
(`OTEL_EXPORTER_OTLP_ENDPOINT`), and no span holds a question, a passage or an answer: only names,
counts and durations. LangSmith is LangChain's own and is set up by its own variables alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_NAME = "panel_assistant"
Value = str | int | float | bool


@cache
def _tracer() -> Any:  # noqa: ANN401 - an optional package
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace.get_tracer(_NAME)


@contextmanager
def span(name: str, **attributes: Value) -> Iterator[None]:
    """Time a step of answering: "understand", "search", "select", "write", "verify"."""
    tracer = _tracer()
    if tracer is None:
        yield
        return
    with tracer.start_as_current_span(
        f"{_NAME}.{name}",
        attributes={f"{_NAME}.{key}": value for key, value in attributes.items()},
        record_exception=False,  # messages of exceptions may hold what was asked
        set_status_on_exception=False,
    ):
        yield


def set_up_tracing() -> bool:
    """Send spans where the environment says to; return whether it says so.

    Does nothing without `OTEL_EXPORTER_OTLP_ENDPOINT` (or its form for traces), without the extra
    `tracing`, or when `OTEL_SDK_DISABLED` is set.
    """
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    if not (
        os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT")
        or os.environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    ):
        return False
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        return False
    provider = TracerProvider(resource=Resource.create({"service.name": _NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    _tracer.cache_clear()
    return True
