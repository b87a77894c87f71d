"""Spans: there where OpenTelemetry is, without a word of what was asked; nothing without it."""

import sys

import pytest

from assistant import tracing
from assistant.tracing import set_up_tracing, span


def test_nothing_is_sent_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    assert set_up_tracing() is False


def test_nor_when_it_is_disabled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_SDK_DISABLED", "true")
    assert set_up_tracing() is False


def test_it_works_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    tracing._tracer.cache_clear()
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with span("write", model="x"):
        pass
    assert tracing._tracer() is None
    tracing._tracer.cache_clear()


def test_spans_carry_counts_and_no_errors_words(monkeypatch: pytest.MonkeyPatch) -> None:
    sdk = pytest.importorskip("opentelemetry.sdk.trace")
    export = pytest.importorskip("opentelemetry.sdk.trace.export")
    memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    exporter = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", lambda: provider.get_tracer("test"))
    with pytest.raises(ValueError, match="secret"), span("select", passages=3), span("verify"):
        raise ValueError("secret question")
    inner, outer = exporter.get_finished_spans()
    assert [inner.name, outer.name] == ["panel_assistant.verify", "panel_assistant.select"]
    assert dict(outer.attributes) == {"panel_assistant.passages": 3}
    assert inner.parent.span_id == outer.context.span_id
    assert not inner.events and "secret" not in str(inner.status.description)
