"""What speaks for a claim being supported by a list of sentences: the reader, and its words.

A claim is supported only when all of it is, so its parts are judged too, and figures and names that
no sentence near it holds count against it.
"""

import math
import re
from collections.abc import Sequence

from assistant.asking.question import names_in
from assistant.language.words import content_stems, tokens
from assistant.scoring.reader import Reader

_NEAR = 8  # sentences with the most of the claim's words, each judged with its neighbours
_KEPT = 5  # windows that the claim's parts are judged against
_MOST_PARTS = 5
_SHORTEST_PART = 3
_BREAK = re.compile(
    r"[,;]\s+(?:(?:and|but|which|who|where|while|with)\s+)?|\s+(?:and|but|while)\s+"
)


def speaks_for(reader: Reader, claim: str, evidence: Sequence[str]) -> tuple[float, ...]:
    """Return the features of one claim against its evidence sentences, at least one of them.

    They are the best logit of the whole claim and of its worst part, and the shares of its words,
    figures and names that the evidence near it holds.
    """
    shares = _shares(claim, evidence)
    near = sorted(range(len(evidence)), key=lambda n: (-shares[n], n))[:_NEAR]
    spans = sorted(
        {
            (max(0, n - before), min(len(evidence), n + 1 + after))
            for n in near
            for before, after in ((0, 0), (1, 0), (0, 1), (1, 1))
        }
    )
    windows = [" ".join(evidence[start:end]) for start, end in spans]
    # What a claim says may stand in several places.
    windows += [" ".join(evidence[n] for n in sorted(near[:count])) for count in (2, 3, 4)]
    logits = reader.judge("support", claim, windows)
    order = sorted(range(len(windows)), key=lambda n: -logits[n])
    kept = [windows[n] for n in order[:_KEPT]]
    by_part = [max(reader.judge("support", part, kept)) for part in _parts(claim)]
    together = " ".join([*kept, *(evidence[n] for n in near)])
    return (
        logits[order[0]],
        min(by_part),
        _held(content_stems(claim), together),
        _held({one for one in tokens(claim) if any(c.isdigit() for c in one)}, together),
        _held({word for name in names_in(claim) for word in name.split()}, together),
    )


def _shares(claim: str, evidence: Sequence[str]) -> list[float]:
    """Return the rarity-weighted share of the claim's words in every sentence."""
    wanted = content_stems(claim)
    held = [wanted & content_stems(one) for one in evidence]
    weight = {
        word: math.log(1 + len(evidence) / (1 + sum(word in one for one in held)))
        for word in wanted
    }
    total = sum(weight.values()) or 1.0
    return [sum(weight[word] for word in one) / total for one in held]


def _parts(claim: str) -> list[str]:
    parts = [one.strip(" .") for one in _BREAK.split(claim)]
    return [one for one in parts if len(one.split()) >= _SHORTEST_PART][:_MOST_PARTS] or [claim]


def _held(wanted: frozenset[str] | set[str], text: str) -> float:
    """Return the share of words that a text holds, in any inflection; 1 where none is wanted."""
    stems = content_stems(text)
    words = [content_stems(word) for word in wanted]
    asked = [one for one in words if one]
    return sum(one <= stems for one in asked) / len(asked) if asked else 1.0
