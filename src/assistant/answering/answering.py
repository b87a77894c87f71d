"""The last step: judged evidence becomes an answer whose every quote is proven, or a refusal."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.refusing import blank_answer, declined, is_vague, refused
from assistant.asking.answer_types import must_hold
from assistant.asking.question import Asked
from assistant.citations import prove
from assistant.language.manner import off_duty
from assistant.language.vocabulary import certain_part
from assistant.quotes.conflicts import against, remarks
from assistant.quotes.quoting import Quote, quote_all, shown, whole
from assistant.quotes.sums import sums
from assistant.quotes.understandable import understandable
from assistant.scoring.evidence import Evidence, is_furniture, is_head
from assistant.steps import Judged, Straight
from assistant.types import Answer, Citation, Group, Sentence

# A further quote is shown when its log-odds are at most this much below those of the best one.
_NEAR_BEST = 1.8
# What somebody said on a matter is seldom one sentence.
_NEAR_BEST_SAID = 2.2
# Where the question leaves no doubt about the part of the paper, less confidence is enough.
_CERTAIN_PART = 0.4
_LISTED_AT_MOST = 100
_LISTED = 0.95
_A_SIDE = 15
# Whether figures differ is looked for in so much more evidence that holds all the question's words.
_LOOKED_AT = 12
_ALL_WORDS = 0.99
_DIFFERING = 2
_ADDS_UP = re.compile(
    r"\b(?:add(?:s|ed|ing)?|sum(?:s|med)?|tot(?:al|als|alled|alling)) (?:up )?to\b|"
    r"\badd(?:s|ed|ing)? up\b|\bsums? right\b",
    re.IGNORECASE,
)
# A side that names what it is about needs less confidence than a question does.
_SIDE = 0.4
_ORDER = "in order of date and place"


def make_answer(judged: Judged, *, max_quotes: int, refuse_below: float) -> Answer:
    """Return the answer: listed places, or the best quotes, or what was not found and why."""
    understood = judged.found.understood
    if off_duty(understood.request.question):
        return declined(judged)
    if whole := _laid_out(judged, max_quotes, refuse_below):
        return whole
    if understood.asked.minuted_actions:
        return refused(judged, "not_found", 0.0)
    if is_vague(understood):
        return refused(judged, "needs_clarification", 0.0)
    quotes, best = _chosen(judged, max_quotes, refuse_below)
    if not quotes:
        return refused(judged, "not_found", best)
    leads = understood.asked.kind == "figure"
    answer = _answered(judged, quotes, best, leading=quotes[0] if leads else None)
    notes = judged.found.notes
    text = "\n".join([*notes, answer.text])
    return replace(answer, text=text, notes=(*notes, *answer.notes))


def _straight(judged: Judged, found: Straight) -> Answer:
    """Return the answer that needs no evidence weighed, or what is known to be missing."""
    if not found.quotes:
        return refused(judged, "not_found", 0.0)
    answer = _answered(judged, found.quotes, _LISTED, in_order=True)
    text = "\n".join([*found.notes, answer.text])
    return replace(answer, text=text, notes=(*found.notes, *answer.notes), total=found.total)


def _laid_out(judged: Judged, max_quotes: int, refuse_below: float) -> Answer | None:
    """Return a comparison, a whole list or a sum, where one is asked for and there is one.

    What answers as it stands goes before them.
    """
    if judged.found.straight:
        return _straight(judged, judged.found.straight)
    if judged.sides and (compared := _compared(judged, max_quotes, refuse_below)):
        return compared
    return _whole_list(judged) if judged.found.listing else _added_up(judged)


def _chosen(judged: Judged, max_quotes: int, refuse_below: float) -> tuple[Sequence[Quote], float]:
    """Return the best quotes, none below the point of refusal, and the best one's confidence."""
    understood = judged.found.understood
    usable = usable_evidence(understood.asked, judged.evidence)
    best = usable[0].answers if usable else 0.0
    if certain_part(understood.asked.text) in {one.passage.part for one in usable[:1]}:
        refuse_below *= _CERTAIN_PART
    if best < refuse_below:
        return (), best
    said = understood.asked.kind == "said"
    near = _log_odds(usable[0].confidence) - (_NEAR_BEST_SAID if said else _NEAR_BEST)
    chosen = [one for one in usable if _log_odds(one.confidence) >= near]
    if said:
        max_quotes += max_quotes // 2
    if understood.asked.kind == "figure" and any(one.features.kind > 0 for one in chosen):
        chosen = [one for one in chosen if one.features.kind > 0]
    quotes: list[Quote] = []
    for one in _distinct(chosen)[:max_quotes]:
        quotes.append(_quote(one))
        entries = judged.lists.get(one.passage.id, ())
        quotes += [whole(entry, one.document) for entry in entries]
    if not any(one.passage.part == "cross_reference" for one in quotes):
        quotes = [*judged.found.pointers, *quotes]
    return quotes + _differing(understood.asked, quotes, usable), best


def _differing(asked: Asked, quotes: Sequence[Quote], evidence: Sequence[Evidence]) -> list[Quote]:
    """Return further evidence that gives another figure for what a chosen quote gives one for."""
    known = {quote.passage.id for quote in quotes}
    others = [
        _quote(one)
        for one in evidence
        if one.features.coverage >= _ALL_WORDS and one.passage.id not in known
    ][:_LOOKED_AT]
    wanted = {
        figure.quote.passage.id
        for group in against(asked, [*quotes, *others])
        if any(figure.quote in quotes for figure in group)
        for figure in group
    }
    return [quote for quote in others if quote.passage.id in wanted][:_DIFFERING]


def _quote(one: Evidence) -> Quote:
    return Quote(passage=one.passage, document=one.document, start=one.start, end=one.end)


def _added_up(judged: Judged) -> Answer | None:
    """Answer whether parts make their total, where the question asks this of a sum it names."""
    understood = judged.found.understood
    if not _ADDS_UP.search(understood.asked.text):
        return None
    for scored in judged.found.scored:
        passage, document = scored.passage, understood.documents[scored.passage.document_id]
        if not all(one.holds(passage, document) for one in understood.constraints):
            continue
        for found in sums(passage.text):
            quote = Quote(passage=passage, document=document, start=found.start, end=found.end)
            answer = _answered(judged, [quote], _LISTED)
            if found.adds_up:
                return replace(answer, notes=(found.in_words(1),))
            return answer
    return None


def _compared(judged: Judged, max_quotes: int, refuse_below: float) -> Answer | None:
    """Return the sides of a comparison, each under its heading; None where no side has anything."""
    asked = judged.found.understood.asked
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    groups: list[Group] = []
    every: list[Quote] = []
    lines: list[str] = []
    notes: list[str] = []
    confidences: list[float] = []
    for heading, side in judged.sides:
        quotes, confidence = side.found.listing, _LISTED
        if not quotes:
            chosen, confidence = _chosen(side, max_quotes, refuse_below * _SIDE)
            # Below the point of refusal nothing but the best is shown.
            quotes = tuple(chosen if confidence >= refuse_below else chosen[:1])
            quotes = tuple(understandable(quotes, side.before))
        notes += side.found.notes
        if len(quotes) > _A_SIDE:
            notes.append(f"{heading}: the first {_A_SIDE} of {len(quotes)} passages are shown.")
        quotes = quotes[:_A_SIDE]
        own, cited = quote_all(quotes, in_order=True, first=len(citations) + 1)
        groups.append(
            Group(
                heading=heading,
                sentences=tuple(range(len(sentences), len(sentences) + len(own))),
            )
        )
        lines += [f"{heading}:", shown(own) or "Nothing found."]
        sentences += own
        citations += cited
        every += quotes
        if own:
            confidences.append(confidence)
        else:
            notes.append(f"Nothing was found for “{heading}”.")
    if not confidences:
        return None
    conflicts, remarked = remarks(asked, every, citations)
    blank = blank_answer(judged)
    answer = replace(
        blank,
        status="answered",
        # What names a side narrows that side alone, and its heading shows it.
        understood=tuple(
            clue for clue in blank.understood if clue.label not in {one.heading for one in groups}
        ),
        text="\n".join(lines),
        sentences=tuple(sentences),
        citations=tuple(citations),
        groups=tuple(groups),
        conflicts=conflicts,
        notes=tuple(dict.fromkeys([*notes, *remarked])),
        confidence=min(confidences),
    )
    return prove(answer, [quote.passage for quote in every])


def _whole_list(judged: Judged) -> Answer:
    """Return the whole list, its length first; one too long to show says how long it is."""
    quotes = judged.found.listing
    notes = list(judged.found.notes)
    shown_quotes = quotes[:_LISTED_AT_MOST]
    if len(quotes) > len(shown_quotes):
        notes.append(f"The first {len(shown_quotes)} of {len(quotes)} passages are shown.")
    answer = _answered(judged, shown_quotes, _LISTED, in_order=True)
    count = "1 passage:" if len(quotes) == 1 else f"{len(quotes)} passages, {_ORDER}:"
    return replace(
        answer,
        text=f"{count}\n{answer.text}",
        total=len(quotes),
        notes=(*notes, *answer.notes),
    )


def _log_odds(confidence: float) -> float:
    bounded = min(max(confidence, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def usable_evidence(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
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
    usable = [one for one in evidence if not is_furniture(one.passage, asked)]
    # What an item is to do ("To receive an update on …") tells nothing of what was done.
    usable = usable or [
        one for one in evidence if one.passage.part != "purpose" and not is_head(one.passage)
    ]
    if must_hold(asked):
        # Words about the matter without a figure do not answer "how many".
        return [one for one in usable if one.features.kind > 0]
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


def _answered(
    judged: Judged,
    quotes: Sequence[Quote],
    confidence: float,
    *,
    in_order: bool = False,
    leading: Quote | None = None,
) -> Answer:
    """Return the answer that shows these quotes; the `leading` one comes first of its place."""
    # What is quoted for its figure comes first of its place, unless it leans on what is before.
    first = leading.passage.id if leading and leading.passage.id not in judged.before else None
    quotes = [_with_parts(quote) for quote in understandable(quotes, judged.before)]
    quotes = list({(q.passage.id, q.start, q.end): q for q in quotes}.values())
    sentences, citations = quote_all(
        quotes,
        in_order=in_order,
        leading=next((quote for quote in quotes if quote.passage.id == first), None),
    )
    conflicts, notes = remarks(judged.found.understood.asked, quotes, citations)
    answer = replace(
        blank_answer(judged),
        status="answered",
        text=shown(sentences),
        sentences=sentences,
        citations=citations,
        conflicts=conflicts,
        notes=notes,
        confidence=confidence,
    )
    return prove(answer, [quote.passage for quote in quotes])


def _with_parts(quote: Quote) -> Quote:
    """Return a quote of a total with the parts that miss it, and of parts with their total."""
    for found in sums(quote.passage.text):
        if not found.adds_up and found.start < quote.end and quote.start < found.end:
            start, end = min(quote.start, found.start), max(quote.end, found.end)
            return replace(quote, start=start, end=end)
    return quote
