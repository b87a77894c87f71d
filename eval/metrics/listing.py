"""List recall and list precision: how much of a complete gold list an answer gives, and what else.

They are recall and precision of a set (van Rijsbergen, Information Retrieval, 1979, chapter 7),
with the gold entries as what is wanted and the quotes of the answer as what was given.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.metrics.answered import gold_found
from eval.metrics.matching import states


def list_recall(answer: Mapping[str, Any], gold: Sequence[Sequence[str]]) -> float:
    """Return the share of gold groups that the answer states, 0 to 1; 0 when it was refused.

    Each gold group is one entry of the list, with its alternatives. Raises ValueError on an empty
    gold list.
    """
    if not gold:
        raise ValueError("a listing question needs a gold list")
    return sum(gold_found(answer, gold)) / len(gold)


def list_precision(
    answer: Mapping[str, Any], gold: Sequence[Sequence[str]], also: Sequence[Sequence[str]] = ()
) -> float | None:
    """Return the share of the answer's quotes that state an entry, 0 to 1; None without a quote.

    A quote counts when it states any alternative of `gold`, or of `also`: what may stand in the
    list and need not. A quote that only repeats an entry counts too. So this tells how much of
    what is shown belongs there; it cannot tell whether a quote is longer than it had to be. A
    refusal gives nothing, so it has no precision: it costs recall.
    """
    if answer["status"] != "answered" or not answer["citations"]:
        return None
    wanted = [one for group in (*gold, *also) for one in group]
    quotes = [str(citation["quote"]) for citation in answer["citations"]]
    return sum(any(states(quote, one) for one in wanted) for quote in quotes) / len(quotes)
