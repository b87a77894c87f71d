"""Answered right: an answer was given and it states every gold fact."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.metrics.matching import groups_met


def shown_texts(answer: Mapping[str, Any]) -> list[str]:
    """Return what an answer (as JSON) states: its sentences, then the quotes of its citations."""
    sentences = [str(sentence["text"]) for sentence in answer["sentences"]]
    return sentences + [str(citation["quote"]) for citation in answer["citations"]]


def gold_found(answer: Mapping[str, Any], gold: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each gold group whether the answer states it; all False when it was refused."""
    if answer["status"] != "answered":
        return [False] * len(gold)
    return groups_met(shown_texts(answer), gold)


def answered_right(answer: Mapping[str, Any], gold: Sequence[Sequence[str]]) -> bool:
    """Return whether status is "answered" and every group of `gold` is met by an alternative."""
    return answer["status"] == "answered" and all(gold_found(answer, gold))
