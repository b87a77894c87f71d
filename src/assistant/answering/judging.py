"""The third step: the sentences of what was found, judged for whether they answer."""

from collections.abc import Mapping, Sequence

from assistant.asking.question import Asked
from assistant.language.vocabulary import likely_parts
from assistant.language.words import content_stems, stem, tokens
from assistant.library import Library
from assistant.quotes.understandable import goes_on_from, leans
from assistant.scoring.evidence import Evidence, Rarity, find_evidence
from assistant.scoring.reader import Reader
from assistant.steps import Found, Judged
from assistant.types import Passage

_LISTED_AT_MOST = 40
_EXPANDED = 6
_HEAD_LINES = 3
_HEAD_CHARACTERS = 160


def judge_evidence(found: Found, library: Library, reader: Reader) -> Judged:
    """Judge the sentences of what was found that stands where the question asks."""
    if found.sides:
        judged = tuple((name, judge_evidence(side, library, reader)) for name, side in found.sides)
        return Judged(found=found, evidence=(), lists={}, sides=judged)
    understood = found.understood
    asked = understood.asked
    fitting = [
        scored
        for scored in found.scored
        if all(
            constraint.holds(scored.passage, understood.documents[scored.passage.document_id])
            for constraint in understood.constraints
        )
    ]
    evidence = find_evidence(
        asked,
        fitting,
        understood.documents,
        reader=reader,
        rarity=_rarity(asked, understood.other_words, library),
    )
    return Judged(
        found=found,
        evidence=tuple(evidence),
        lists=_announced(evidence[:_EXPANDED], library) | _front_matter(asked, evidence, library),
        before=_before(evidence[:_EXPANDED], library),
    )


def _before(evidence: Sequence[Evidence], library: Library) -> dict[str, Passage]:
    """Return the passages that evidence goes on from, by the id of the one that does."""
    found = {}
    for one in evidence:
        if not leans(one.passage, one.start):
            continue
        around = library.neighbours(one.passage.id, 1, 0)
        if len(around) > 1 and goes_on_from(one.passage, around[0]):
            found[one.passage.id] = around[0]
    return found


def _announced(evidence: Sequence[Evidence], library: Library) -> dict[str, tuple[Passage, ...]]:
    """Return the list entries that evidence announces ("… with particular focus on:")."""
    found = {}
    for one in evidence:
        passage = one.passage
        if not passage.text.rstrip().endswith(":") or one.end < len(passage.text.rstrip()):
            continue
        entries = []
        for other in library.neighbours(passage.id, 0, _LISTED_AT_MOST):
            if other.order <= passage.order:
                continue
            if other.lead != passage.text and not _nested(passage, other):
                break
            entries.append(other)
        if entries:
            found[passage.id] = tuple(entries)
    return found


def _front_matter(
    asked: Asked, evidence: Sequence[Evidence], library: Library
) -> dict[str, tuple[Passage, ...]]:
    """Return the short lines that stand beside evidence at the head of a paper.

    Committee, date, time and venue stand on lines of their own and say together when and where.
    """
    best = evidence[0].passage if evidence else None
    when_and_where = asked.kind in {"where", "when", "why"} or "title" in likely_parts(asked.text)
    if best is None or best.part != "title" or not when_and_where:
        return {}
    around = library.neighbours(best.id, _HEAD_LINES, _HEAD_LINES)
    lines = [
        one
        for one in around
        if one.part == "title" and one.id != best.id and len(one.text) <= _HEAD_CHARACTERS
    ]
    return {best.id: tuple(lines)} if lines else {}


def _nested(parent: Passage, other: Passage) -> bool:
    outer, inner = parent.place.bullet, other.place.bullet
    return bool(outer and inner and inner.startswith(f"{outer}."))


def _rarity(asked: Asked, other_words: Mapping[str, str], library: Library) -> Rarity:
    words = {stem(token): token for token in tokens(asked.text)}
    others = {stem(word): said.split() for word, said in other_words.items()}
    held = library.document_frequency(
        [*words.values(), *(one for said in others.values() for one in said)]
    )
    return Rarity(
        frequency={key: held.get(word, 0) for key, word in words.items()}
        | {key: max(held.get(one, 0) for one in said) for key, said in others.items()},
        passages=library.passage_count(),
        alike={key: content_stems(" ".join(said)) for key, said in others.items()},
    )
