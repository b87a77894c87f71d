"""Answers and citations as JSON, in the shape that `panel-assistant ask --json` prints."""

from typing import Any


def citation(
    *,
    quote: str = "a quote",
    passage_id: str = "p",
    start: int = 0,
    end: int = 7,
    kind: str = "minutes",
    meeting_date: str = "2021-03-26",
    **place: Any,
) -> dict[str, Any]:
    fields = ("item", "question", "speaker", "strategic_priority", "key_aim", "strand", "year")
    return {
        "number": 1,
        "passage_id": passage_id,
        "quote": quote,
        "start": start,
        "end": end,
        "label": "Minutes, 26 March 2021",
        "document": {"id": "d", "title": "t", "kind": kind, "meeting_date": meeting_date},
        "place": {**dict.fromkeys(fields), "page": None, **place},
    }


def answer(
    *,
    status: str = "answered",
    sentences: list[str] | None = None,
    citations: list[dict[str, Any]] | None = None,
    confidence: float = 0.9,
) -> dict[str, Any]:
    return {
        "id": "a",
        "question": "q",
        "standalone_question": "q",
        "status": status,
        "mode": "quotes",
        "text": " ".join(sentences or []),
        "sentences": [
            {"text": s, "citations": [1], "support": "verbatim"} for s in sentences or []
        ],
        "citations": citations or [],
        "conflicts": [],
        "confidence": confidence,
        "coverage": "",
        "seconds": 0.0,
    }
