"""Which sentences are about which key aim: by their place, by naming it, or by its own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.commitments.entries import Found
from assistant.commitments.statements import statements
from assistant.language.words import content_stems
from assistant.types import Citation, Document, Passage, Place

# Share of an aim's own words, weighted by rarity, that a text outside its part of a paper holds.
_ON_AIM = 0.3
_FEWEST = 3  # words of the aim that it holds, however telling they are
_BESIDE = 0.8  # of the best aim's share: a text may be on two aims
_TELLING = {"bullet", "text", "note", "table_row", "answer", "action", "resolution"}
_NAMED = re.compile(
    r"\b(?:(?P<priority>strategic\s+priority)|key\s+aims?|priority|objective|aim)\s*"
    r"(?:no\.?\s*)?\(?(?P<number>\d{1,2})\b(?![/.]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyAim:
    """One key aim of a strategic priority (None where papers number none), with its wording.

    `number` is None for a strategic priority as a whole.
    """

    priority: int | None
    number: int | None
    wording: str = ""


Key = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A question or a sentence of a paper, and the key aims that it is about."""

    document: Document
    passage: Passage
    start: int
    end: int
    aims: frozenset[Key]

    @property
    def asked(self) -> bool:
        """Whether it is a question of the Panel."""
        return self.passage.part == "question"


@dataclass(frozen=True, kw_only=True, slots=True)
class Aims:
    """The key aims of all papers, and what the papers say, each with the aims it is about."""

    all: tuple[KeyAim, ...]
    told: Mapping[str, tuple[Told, ...]]  # by document, in reading order
    _by_passage: Mapping[str, tuple[Told, ...]]

    @property
    def held(self) -> tuple[KeyAim, ...]:
        """Key aims, and strategic priorities as a whole, on which the papers say something."""
        said = {key for rows in self.told.values() for row in rows for key in row.aims}
        return tuple(one for one in self.all if any(_meets(key, one) for key in said))

    def about(self, citation: Citation, wanted: Key) -> bool:
        """Whether a cited sentence is about a key aim or priority."""
        aim = KeyAim(priority=wanted[0], number=wanted[1])
        rows = self._by_passage.get(citation.passage_id, ())
        if not rows:
            return any(_meets(key, aim) for key in _placed(citation.place))
        return any(
            row.start < citation.end and citation.start < row.end and on(row, wanted)
            for row in rows
        )


def on(row: Told, wanted: Key) -> bool:
    """Whether something told is about a key aim or priority."""
    aim = KeyAim(priority=wanted[0], number=wanted[1])
    return any(_meets(key, aim) for key in row.aims)


def _meets(key: Key, aim: KeyAim) -> bool:
    """Whether what bears `key` is about an aim; a paper may not number its priorities."""
    if aim.number is None:
        return aim.priority is not None and key[0] == aim.priority
    return key[1] == aim.number and (aim.priority is None or key[0] in {None, aim.priority})


@lru_cache(maxsize=2)
def aims_of(found: Found) -> Aims:
    """Read which key aims there are and what is about each: once for one state of the index."""
    wordings = _wordings(found)
    told: dict[str, tuple[Told, ...]] = {}
    by_passage: dict[str, list[Told]] = {}
    for document in found.documents:
        rows = _told(document, found.passages(document.id), wordings, found)
        told[document.id] = tuple(rows)
        for row in rows:
            by_passage.setdefault(row.passage.id, []).append(row)
    priorities = sorted({key[0] for key in wordings if key[0] is not None})
    whole = [KeyAim(priority=one, number=None) for one in priorities]
    single = [KeyAim(priority=p, number=n, wording=text) for (p, n), text in wordings.items()]
    order = sorted(
        [*whole, *single],
        key=lambda one: (one.priority is None, one.priority or 0, one.number or 0),
    )
    return Aims(
        all=tuple(order),
        told=told,
        _by_passage={name: tuple(rows) for name, rows in by_passage.items()},
    )


def _wordings(found: Found) -> dict[Key, str]:
    held: dict[Key, str] = {}
    for document in found.documents:
        for passage in found.passages(document.id):
            place = passage.place
            if place.key_aim is None:
                continue
            key = (place.strategic_priority, place.key_aim)
            held.setdefault(key, "")
            if passage.part == "key_aim" and not held[key]:
                held[key] = passage.text
    return held


def _told(
    document: Document, passages: Sequence[Passage], wordings: Mapping[Key, str], found: Found
) -> list[Told]:
    rows = [(one, 0, len(one.text)) for one in passages if one.part == "question"]
    rows += [
        (said.passage, said.start, said.end)
        for said in statements(document, passages)
        if said.passage.part in _TELLING
    ]
    rows.sort(key=lambda row: (row[0].order, row[1]))
    out: list[Told] = []
    asked: dict[tuple[str | None, int | None], frozenset[Key]] = {}
    for passage, start, end in rows:
        place = passage.place
        aims = _placed(place)
        if place.key_aim is None:
            text = passage.text[start:end]
            aims |= _named(text, place, wordings) | _worded(text, document, place, wordings, found)
            if passage.part == "question":
                asked[place.item, place.question] = aims
            elif passage.part in {"answer", "action"}:
                aims |= asked.get((place.item, place.question), frozenset())
        out.append(Told(document=document, passage=passage, start=start, end=end, aims=aims))
    return out


def _placed(place: Place) -> frozenset[Key]:
    if place.key_aim is None and place.strategic_priority is None:
        return frozenset()
    return frozenset({(place.strategic_priority, place.key_aim)})


def _named(text: str, place: Place, wordings: Mapping[Key, str]) -> frozenset[Key]:
    """Return the aims that a text names by number ("Key Aim 2", "Priority 1")."""
    named = list(_NAMED.finditer(text))
    priorities = list(dict.fromkeys(int(one["number"]) for one in named if one["priority"]))
    # "Key Aim 1 of Strategic Priority 2": where a text names one priority, its aims are meant.
    priority = priorities[0] if len(priorities) == 1 else place.strategic_priority
    aims = {(priority, int(one["number"])) for one in named if not one["priority"]}
    return frozenset({(one, None) for one in priorities} | (aims & wordings.keys()))


def _worded(
    text: str, document: Document, place: Place, wordings: Mapping[Key, str], found: Found
) -> frozenset[Key]:
    """Return the aims whose own words a text holds, each counted by how rare it is.

    What stands under a priority is on no aim of another one. Words of the titles it stands under
    tell nothing, because all that stands there has them.
    """
    held = content_stems(text)
    titles = content_stems(" ".join([document.title, place.item_title or "", *place.headings]))
    shares: dict[Key, float] = {}
    for key, wording in wordings.items():
        if place.strategic_priority is not None and key[0] not in {None, place.strategic_priority}:
            continue
        own = {word: found.papers.weight(word) for word in content_stems(wording) - titles}
        shared = held & own.keys()
        if len(shared) >= _FEWEST:
            shares[key] = sum(own[word] for word in shared) / sum(own.values())
    best = max(shares.values(), default=0.0)
    return frozenset(
        key for key, share in shares.items() if share >= _ON_AIM and share >= _BESIDE * best
    )
