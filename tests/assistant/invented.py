"""Papers of a committee that does not exist, held in memory, and a reader that follows a script.

The committee has no key aims: its minutes say "Minute 34", its report "Priority 2" and
"Objective 3". `LIBRARY` searches by shared words; no model is needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.language.abbreviations import abbreviations
from assistant.language.naming import posts
from assistant.language.words import content_stems, stem, tokens
from assistant.library import PlaceHeld
from assistant.scoring.reader import Task
from assistant.types import Document, Filters, Part, Passage, Place, Scored, Selection

MINUTES = Document(
    id="m",
    title="Minutes of the Eastmere Flood Committee",
    kind="minutes",
    source="papers/minutes.html",
    content_hash="m",
    meeting_date=date(2022, 5, 12),
    body="Eastmere Flood Committee",
)
REPORT = Document(
    id="r",
    title="Flood Defence Report",
    kind="report",
    source="papers/report.pdf",
    content_hash="r",
    meeting_date=date(2022, 5, 12),
    pages=3,
)
LETTER = Document(
    id="l", title="Letter to Residents", kind="other", source="papers/letter.txt", content_hash="l"
)

_WINTER = "The winter patrols worked with several partners, among them:"
_DREDGING = {"item": "34", "item_title": "Dredging of the River Ember"}
_PUMPS = {"item": "35", "item_title": "Pumping stations"}
_SECOND = {"strategic_priority": 2, "headings": ("Priority 2: Dry homes", "Objective 3")}

# (document, part, text, place, more)
_ROWS: tuple[tuple[Document, Part, str, dict[str, Any], dict[str, Any]], ...] = (
    (MINUTES, "attendance", "Apologies: Nora Quill, River Officer.", {"item": "33"}, {}),
    (MINUTES, "item_title", "Dredging of the River Ember", _DREDGING, {}),
    (
        MINUTES,
        "text",
        "The dredging of the Ember cost £41,000. It was finished on 3 February 2022.",
        _DREDGING,
        {},
    ),
    (
        MINUTES,
        "question",
        "Has the dredging of the Ember harmed otters?",
        _DREDGING | {"question": 1},
        {},
    ),
    (
        MINUTES,
        "answer",
        "No otters were harmed by the dredging, and two holts were found.",
        _DREDGING | {"question": 1, "speaker": "River Officer"},
        {"lead": "Has the dredging of the Ember harmed otters?"},
    ),
    (
        MINUTES,
        "answer",
        "A survey of otters will follow in June.",
        _DREDGING | {"question": 1, "speaker": "River Officer"},
        {"lead": "Has the dredging of the Ember harmed otters?"},
    ),
    (
        MINUTES,
        "action",
        "The River Officer would circulate the otter survey. [ACTION: NQ]",
        _DREDGING,
        {},
    ),
    (MINUTES, "item_title", "Pumping stations", _PUMPS, {}),
    (MINUTES, "text", "Nine pumping stations were inspected in 2021/22.", _PUMPS, {}),
    (MINUTES, "resolution", "RESOLVED: that the pumping report be noted.", _PUMPS, {}),
    (
        MINUTES,
        "text",
        "The spare pump at Holm was lent to the neighbouring",
        _PUMPS,
        {"cut_short": True},
    ),
    (REPORT, "title", "Flood Defence Report", {"page": 1}, {}),
    (
        REPORT,
        "key_aim",
        "Objective 3: fewer flooded cellars",
        _SECOND | {"page": 1},
        {},
    ),
    (
        REPORT,
        "bullet",
        "Under Objective 3, 88 cellars were given valves.",
        _SECOND | {"page": 1, "year": "2020/21", "bullet": "1"},
        {},
    ),
    (
        REPORT,
        "bullet",
        "17 flood wardens were trained.",
        _SECOND | {"page": 2, "year": "2021/22", "bullet": "1"},
        {},
    ),
    (
        REPORT,
        "bullet",
        _WINTER,
        _SECOND | {"page": 2, "year": "2021/22", "bullet": "2"},
        {},
    ),
    (
        REPORT,
        "bullet",
        "the Eastmere Lifeboat Crew",
        _SECOND | {"page": 2, "year": "2021/22", "bullet": "2.1"},
        {"lead": _WINTER},
    ),
    (
        REPORT,
        "bullet",
        "Farmers of the Ember Valley",
        _SECOND | {"page": 2, "year": "2021/22", "bullet": "2.2"},
        {"lead": _WINTER},
    ),
    (
        REPORT,
        "bullet",
        "Sandbags were stored in each parish.",
        _SECOND | {"page": 3, "year": "2021/22", "bullet": "3"},
        {},
    ),
    (LETTER, "text", "Residents may borrow a pump for a week.", {"headings": ("Help",)}, {}),
)


def passage(text: str, *, order: int = 0, **given: Any) -> Passage:
    """A passage with what matters to a test; fields of Place may be given beside those of it."""
    own = {"part": "text", "document_id": MINUTES.id, "id": f"p{order}"}
    own |= {key: given.pop(key) for key in [*given] if key in Passage.__dataclass_fields__}
    place = own.pop("place", None) or Place(**given)
    return Passage(text=text, order=order, place=place, start=0, end=len(text), **own)


PASSAGES: tuple[Passage, ...] = tuple(
    passage(
        text,
        order=order,
        id=f"{document.id}{order}",
        document_id=document.id,
        part=part,
        **place,
        **more,
    )
    for order, (document, part, text, place, more) in enumerate(_ROWS)
)


def held(text: str) -> Passage:
    """The passage whose text holds `text`."""
    return next(one for one in PASSAGES if text in one.text)


def selected(one: Passage, document: Document, selection: Selection) -> bool:
    """Whether a selection names a passage."""
    place, filters, text = one.place, selection.filters, one.text.casefold()
    around = f"{one.text} {one.lead or ''} {place.item_title or ''} {' '.join(place.headings)}"
    around += f" {place.speaker or ''}"
    stems = {stem(token) for token in tokens(around)} | content_stems(around)
    item = selection.item
    return (
        (not filters.kinds or document.kind in filters.kinds)
        and (not filters.document_ids or document.id in filters.document_ids)
        and filters.key_aim in {None, place.key_aim}
        and filters.item in {None, place.item}
        and (not selection.parts or one.part in selection.parts)
        and (selection.key_aim in {None, place.key_aim} or f"aim {selection.key_aim}" in text)
        and (
            selection.strategic_priority in {None, place.strategic_priority}
            or f"priority {selection.strategic_priority}" in text
        )
        and (item is None or (place.item or "").split("/")[0] == item.split("/")[0])
        and (
            selection.year is None or selection.year in (place.year or "") or selection.year in text
        )
        and all(
            any({stem(token) for token in tokens(word)} <= stems for word in group)
            for group in selection.words
        )
        and (not selection.holding or any(held in one.text for held in selection.holding))
    )


@dataclass
class InventedLibrary:
    """The papers above; found are those that share a word with the query."""

    held_documents: tuple[Document, ...] = (MINUTES, REPORT, LETTER)
    held_passages: tuple[Passage, ...] = PASSAGES
    queries: list[tuple[str, Filters]] = field(default_factory=list)

    def documents(self) -> Sequence[Document]:
        return self.held_documents

    def passages(self, document_id: str) -> Sequence[Passage]:
        return [one for one in self.held_passages if one.document_id == document_id]

    def passages_of_parts(self, parts: Sequence[str]) -> Sequence[Passage]:
        return [one for one in self.held_passages if one.part in parts]

    def select(self, selection: Selection) -> Sequence[Passage]:
        """As the index does it, but for the words, which are compared by their stems."""
        return [
            one
            for document in self.held_documents
            for one in self.passages(document.id)
            if selected(one, document, selection)
        ][: selection.limit]

    def neighbours(self, passage_id: str, before: int, after: int) -> Sequence[Passage]:
        middle = next(one for one in self.held_passages if one.id == passage_id)
        same = self.passages(middle.document_id)
        at = same.index(middle)
        return same[max(0, at - before) : at + after + 1]

    def search(self, query: str, filters: Filters, limit: int) -> Sequence[Scored]:
        self.queries.append((query, filters))
        wanted = content_stems(query)
        found = []
        for one in self.held_passages:
            place = one.place
            if (
                filters.key_aim not in {None, place.key_aim}
                or filters.item not in {None, place.item}
                or filters.year not in {None, place.year}
                or filters.strategic_priority not in {None, place.strategic_priority}
            ):
                continue
            words = f"{one.text} {place.item_title or ''} {one.lead or ''}"
            if share := len(wanted & content_stems(words)) / max(1, len(wanted)):
                found.append(Scored(passage=one, score=share, dense=share, lexical=share))
        return sorted(found, key=lambda scored: -scored.score)[:limit]

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        stems = [{stem(token) for token in tokens(one.text)} for one in self.held_passages]
        return {term: sum(stem(term) in words for words in stems) for term in terms}

    def passage_count(self) -> int:
        return len(self.held_passages)

    def places(self) -> Sequence[PlaceHeld]:
        kept = {
            (one.document_id, replace(one.place, bullet=None, page=None, speaker=None)): None
            for one in self.held_passages
        }
        return [PlaceHeld(document_id=name, place=place) for name, place in kept]

    def posts(self) -> Mapping[str, frozenset[str]]:
        return posts(one.text for one in self.held_passages)

    def abbreviations(self) -> Mapping[str, frozenset[str]]:
        return abbreviations(one.text for one in self.held_passages)

    def posts_in(self, document_id: str) -> Mapping[str, frozenset[str]]:
        return posts(one.text for one in self.passages(document_id))


@dataclass
class ScriptedReader:
    """Says a clear yes to windows that hold one of `yes` and none of `no`, a clear no else."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    asked: list[tuple[Task, str, tuple[str, ...]]] = field(default_factory=list)

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        self.asked.append((task, query, tuple(windows)))
        # What stands in front of a window (its header, the passage's opening) is not the window.
        seen = [window.rsplit(" … ", 1)[-1] for window in windows]
        return [
            200.0
            if any(word in text for word in self.yes) and not any(word in text for word in self.no)
            else -200.0
            for text in seen
        ]
