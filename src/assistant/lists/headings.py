"""The headings that papers are built of, and which of them a subject belongs under.

A heading is an agenda item's title, the wording of a key aim, or a priority where it is introduced.
Papers number "Priority 1" and "Objective 1" as well as "Key Aim 1": a priority that has no aims of
its own is filed as an aim without a strategic priority above it.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.asking.structure import Noun
from assistant.language.everyday import alike
from assistant.language.naming import named_in
from assistant.language.words import content_stems, fold
from assistant.library import Library
from assistant.lists.listing import selection_of
from assistant.steps import Understood
from assistant.types import Document, Filters, Part, Passage, Selection

# Beside a heading, so much of a subject must stand in it, or in one passage under it.
_OWN = 0.5
_UNDER = 0.7
# What stands under a heading tells less of it than its own words.
_UNDER_COUNTS = 0.6
_MEANT_COUNTS = 0.3
_SEARCHED = 40
_SEARCHED_AIM = 8
_AIMS = 12
_LOOKED_UP = 400
# Two words of one family: "sleep" and "sleepers".
_SHARED = 5
_LONGER = 3
_INTRODUCED = re.compile(
    r"^.{0,60}?\b(?:strategic )?(?:priority|objective)\W{0,3}(?P<number>\d{1,2})\b", re.IGNORECASE
)
_TITLES: tuple[Part, ...] = ("item_title", "title", "heading", "bullet", "text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading: the passage that words it, its number, and the priority above it."""

    passage: Passage
    document: Document
    number: str | None
    priority: int | None = None

    @property
    def words(self) -> str:
        """Its words without the number in front, to tell it from others."""
        text = re.sub(
            r"^\W*(?:key |strategic )?(?:aim|priority|objective)\W{0,3}\d+\W*",
            "",
            fold(self.passage.text),
        )
        return " ".join(re.findall(r"\w+", text))


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """A heading with how near a subject is (higher is nearer), and what shows it under it."""

    heading: Heading
    score: float
    own: float  # the share of the subject that stands in its words, rare words counting more
    under: Passage | None = None
    near: bool = False


def headings(noun: Noun, understood: Understood, library: Library) -> list[Heading]:
    """Return the headings of a kind in the papers that a question asks about, in reading order."""
    if noun == "item":
        found = _of_parts(("item_title",), understood, library)
    elif noun == "aim":
        found = _of_parts(("key_aim",), understood, library)
    else:
        aims = _of_parts(("key_aim",), understood, library)
        found = [one for one in aims if one.priority is None] + _introduced(understood, library)
    return _in_papers(found, understood)


def _of_parts(parts: tuple[Part, ...], understood: Understood, library: Library) -> list[Heading]:
    return [
        Heading(
            passage=passage,
            document=understood.documents[passage.document_id],
            number=passage.place.item
            if passage.part == "item_title"
            else str(passage.place.key_aim or ""),
            priority=passage.place.strategic_priority,
        )
        for passage in library.passages_of_parts(list(parts))
        if passage.document_id in understood.documents
    ]


def _introduced(understood: Understood, library: Library) -> list[Heading]:
    """Return where strategic priorities are named first: "Strategic Priority 2, 'Safety'"."""
    found = []
    words = (("priority", "objective"),)
    for passage in library.select(Selection(parts=_TITLES, words=words, limit=_LOOKED_UP)):
        match = _INTRODUCED.match(passage.text)
        if not match or passage.document_id not in understood.documents:
            continue
        if content_stems(passage.text[match.end() :]):
            number = int(match["number"])
            found.append(
                Heading(
                    passage=passage,
                    document=understood.documents[passage.document_id],
                    number=str(number),
                    priority=number,
                )
            )
    return found


def _in_papers(found: list[Heading], understood: Understood) -> list[Heading]:
    """Keep the headings in papers of the meeting, the time, the kind and the body named."""
    wanted = selection_of(understood).filters.document_ids
    if wanted:
        found = [one for one in found if one.document.id in wanted]
    for constraint in understood.constraints:
        if constraint.key.startswith(("date", "range", "papers", "meeting")):
            found = [one for one in found if constraint.holds(one.passage, one.document)] or found
    for name in understood.asked.names:
        of_body = [one for one in found if named_in(name, one.document.body or one.document.title)]
        found = of_body or found
    return found


def distinct(found: Sequence[Heading]) -> list[Heading]:
    """Return headings without those that say the same: minutes repeat what a report sets out."""
    kept: dict[str, Heading] = {}
    for one in sorted(found, key=lambda held: held.document.kind != "report"):
        kept.setdefault(one.words, one)
    return sorted(
        kept.values(),
        key=lambda one: (
            str(one.document.meeting_date or ""),
            one.document.id,
            one.passage.order,
        ),
    )


def weigher(subject: str, library: Library) -> Callable[[str], float]:
    """Return what gives the share of a subject that a text speaks of, rare words counting more."""
    words = {next(iter(content_stems(word)), ""): word for word in subject.split()}
    words.pop("", None)
    held = library.document_frequency(list(words.values()))
    count = max(1, library.passage_count())
    weights = {key: math.log(1 + count / (1 + held.get(word, 0))) for key, word in words.items()}
    whole = sum(weights.values()) or 1.0

    def share(text: str) -> float:
        # "Re-offending" and "reoffending" are one word.
        stems = content_stems(text) | content_stems(text.replace("-", ""))
        return sum(weight for key, weight in weights.items() if _speaks(key, stems)) / whole

    return share


def _speaks(wanted: str, stems: frozenset[str]) -> bool:
    return bool(alike(wanted) & stems) or any(
        one[:_SHARED] == wanted[:_SHARED]
        and min(len(one), len(wanted)) >= _SHARED
        and (one.startswith(wanted) or wanted.startswith(one))
        and abs(len(one) - len(wanted)) <= _LONGER
        for one in stems
    )


def ranked(
    subject: str, candidates: Sequence[Heading], understood: Understood, library: Library
) -> list[Ranked]:
    """Return the headings by how near they are to a subject, nearest first.

    Nearness is that of a heading's own words and of the best passage found under it.
    """
    share = weigher(subject, library)
    under: dict[tuple[str, str], tuple[float, float, Passage]] = {}
    meant: dict[str, float] = {}
    for passage, dense in _found(subject, candidates, understood, library):
        meant[passage.id] = max(meant.get(passage.id, -1.0), dense)
        for key in _keys(passage):
            held = share(_said(passage))
            if (held, dense) > under.get(key, (-1.0, -1.0, passage))[:2]:
                under[key] = (held, dense, passage)
    result = []
    for heading in candidates:
        own = share(heading.passage.text)
        held, dense, best = max(
            (under[key] for key in _keys(heading.passage) if key in under),
            key=lambda one: one[:2],
            default=(0.0, 0.0, heading.passage),
        )
        near = own >= _OWN or share(f"{heading.passage.text} {_said(best)}") >= _UNDER
        score = own + _UNDER_COUNTS * held + _MEANT_COUNTS * max(dense, 0.0)
        shows = best if own < _OWN and best.id != heading.passage.id else None
        result.append(Ranked(heading=heading, score=score, own=own, under=shows, near=near))
    return sorted(result, key=lambda one: -one.score)


def _said(passage: Passage) -> str:
    """Return the words of a passage with those of the strand, the group and the lead above it."""
    place = passage.place
    return " ".join(filter(None, (passage.text, passage.lead, place.strand, place.group)))


def _keys(passage: Passage) -> list[tuple[str, str]]:
    """Return the headings that a passage stands under, each as document and place."""
    place, document = passage.place, passage.document_id
    found = []
    if place.item is not None:
        found.append((document, f"item {place.item}"))
    if place.key_aim is not None:
        found.append((document, f"aim {place.strategic_priority} {place.key_aim}"))
    return found


def _found(
    subject: str, candidates: Sequence[Heading], understood: Understood, library: Library
) -> list[tuple[Passage, float]]:
    filters = understood.request.filters
    papers = tuple(sorted({one.document.id for one in candidates}))
    if not filters.document_ids and len(papers) < len(understood.documents):
        filters = replace(filters, document_ids=papers)
    searches: list[tuple[Filters, int]] = [(filters, _SEARCHED)]
    aims = sorted(
        {one.passage.place.key_aim for one in candidates if one.passage.place.key_aim is not None}
    )
    if filters.key_aim is None and len(aims) <= _AIMS:
        searches += [(replace(filters, key_aim=aim), _SEARCHED_AIM) for aim in aims]
    return [
        (scored.passage, scored.dense or 0.0)
        for narrowed, limit in searches
        for scored in library.search(subject, narrowed, limit)
        if scored.passage.part not in {"cross_reference", "signature", "title"}
    ]
