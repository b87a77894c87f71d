"""The public JSON, key by key, so that a missing or renamed key fails."""

from typing import Any

_ANSWER = {
    "id": str,
    "question": str,
    "standalone_question": str,
    "status": str,
    "mode": str,
    "text": str,
    "sentences": list,
    "citations": list,
    "conflicts": list,
    "confidence": float,
    "coverage": str,
    "seconds": float,
}
_SENTENCE = {"text": str, "citations": list, "support": str}
_CITATION = {
    "number": int,
    "passage_id": str,
    "quote": str,
    "start": int,
    "end": int,
    "label": str,
    "document": dict,
    "place": dict,
}
_DOCUMENT = {
    "id": str,
    "title": str,
    "kind": str,
    "meeting_date": str | None,
    "source": str,
}
_PLACE = {
    "item": str | None,
    "item_title": str | None,
    "question": int | None,
    "speaker": str | None,
    "strategic_priority": int | None,
    "key_aim": int | None,
    "strand": str | None,
    "year": str | None,
    "page": int | None,
}
_PASSAGE = {"id": str, "text": str, "place": dict, "start": int, "end": int, "page": int | None}


def _check(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    for key, kind in wanted.items():
        assert key in given, f"the key {key} is missing"
        assert isinstance(given[key], kind), f"{key} is {given[key]!r}"


def check_document(document: dict[str, Any]) -> None:
    """A document as citations and `documents --json` name it."""
    _check(document, _DOCUMENT)
    assert document["kind"] in {"report", "minutes", "agenda", "other"}


def check_passage(passage: dict[str, Any]) -> None:
    """A passage as `passages --json` prints it."""
    _check(passage, _PASSAGE)
    _check(passage["place"], _PLACE)
    assert passage["end"] - passage["start"] == len(passage["text"])
    assert passage["text"] == " ".join(passage["text"].split())


def check_answer(answer: dict[str, Any]) -> None:
    """An answer as `ask --json` prints it."""
    _check(answer, _ANSWER)
    assert answer["status"] in {"answered", "not_found", "needs_clarification"}
    assert answer["mode"] in {"quotes", "written"}
    assert 0 <= answer["confidence"] <= 1
    numbers = [citation["number"] for citation in answer["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert bool(numbers) == bool(answer["sentences"]) == (answer["status"] == "answered")
    for sentence in answer["sentences"]:
        _check(sentence, _SENTENCE)
        assert sentence["support"] in {"verbatim", "entailed"}
        assert sentence["citations"] and set(sentence["citations"]) <= set(numbers)
        assert all(f"[{number}]" in answer["text"] for number in sentence["citations"])
    for citation in answer["citations"]:
        _check(citation, _CITATION)
        check_document(citation["document"])
        _check(citation["place"], _PLACE)
        assert citation["end"] - citation["start"] == len(citation["quote"])
