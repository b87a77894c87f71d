"""The last step: judged evidence becomes an answer whose every quote is proven, or a refusal."""

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import prove
from assistant.evidence import Evidence, is_furniture
from assistant.listing import asks_for_place, wanted_parts
from assistant.question import Asked
from assistant.quoting import Quote, quote_all, shown, whole
from assistant.refusing import blank_answer, is_vague, refused
from assistant.steps import Judged
from assistant.types import Answer
from assistant.vocabulary import certain_part

# A further quote is shown when its log-odds are at most this much below those of the best one.
_NEAR_BEST = 1.8
# What somebody said on a matter is seldom one sentence.
_NEAR_BEST_SAID = 2.2
# Where the question leaves no doubt about the part of the paper, less confidence is enough.
_CERTAIN_PART = 0.4
_LISTED_AT_MOST = 40


def make_answer(judged: Judged, *, max_quotes: int, refuse_below: float) -> Answer:
    """Return the answer: listed places, or the best quotes, or what was not found and why."""
    understood = judged.found.understood
    listing = judged.found.listing
    if listing and (wanted_parts(understood.asked) or asks_for_place(understood.asked)):
        return _answered(judged, listing[:_LISTED_AT_MOST], 0.95)
    if understood.asked.minuted_actions:
        return refused(judged, "not_found", 0.0)
    if is_vague(understood):
        return refused(judged, "needs_clarification", 0.0)
    usable = _usable(understood.asked, judged.evidence)
    best = usable[0].confidence if usable else 0.0
    if certain_part(understood.asked.text) in {one.passage.part for one in usable[:1]}:
        refuse_below *= _CERTAIN_PART
    if best < refuse_below:
        return refused(judged, "not_found", best)
    said = understood.asked.kind == "said"
    near = _log_odds(best) - (_NEAR_BEST_SAID if said else _NEAR_BEST)
    chosen = [one for one in usable if _log_odds(one.confidence) >= near]
    if said:
        max_quotes += max_quotes // 2
    if understood.asked.kind == "figure" and any(one.features.kind == 1 for one in chosen):
        chosen = [one for one in chosen if one.features.kind == 1]
    quotes: list[Quote] = []
    for one in _distinct(chosen)[:max_quotes]:
        quotes.append(
            Quote(passage=one.passage, document=one.document, start=one.start, end=one.end)
        )
        entries = judged.lists.get(one.passage.id, ())
        quotes += [whole(entry, one.document) for entry in entries]
    return _answered(judged, quotes, best)


def _log_odds(confidence: float) -> float:
    bounded = min(max(confidence, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def _usable(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of the parts that can answer; members' questions when those are asked."""
    if asked.asks_for_questions:
        questions = [
            replace(one, start=0, end=len(one.passage.text))
            for one in evidence
            if one.passage.part == "question"
        ]
        if questions:
            return list({one.passage.id: one for one in reversed(questions)}.values())[::-1]
    certain = certain_part(asked.text)
    if certain and any(one.passage.part == certain for one in evidence):
        return [one for one in evidence if one.passage.part == certain]
    usable = [one for one in evidence if not is_furniture(one.passage, asked)] or list(evidence)
    if asked.counts:
        # Words about the matter without a figure do not answer "how many".
        return [one for one in usable if one.features.kind == 1]
    return usable


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Drop evidence whose words were already chosen elsewhere (the same bullet under two aims)."""
    seen: set[str] = set()
    kept = []
    for one in evidence:
        if one.text.casefold() not in seen:
            seen.add(one.text.casefold())
            kept.append(one)
    return kept


def _answered(judged: Judged, quotes: Sequence[Quote], confidence: float) -> Answer:
    quotes = list({(q.passage.id, q.start, q.end): q for q in quotes}.values())
    sentences, citations = quote_all(quotes)
    answer = replace(
        blank_answer(judged),
        status="answered",
        text=shown(sentences),
        sentences=sentences,
        citations=citations,
        confidence=confidence,
    )
    return prove(answer, [quote.passage for quote in quotes])
