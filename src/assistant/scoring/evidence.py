"""Choose evidence: windows of one to three sentences, each with the confidence that it answers.

A window's confidence combines what the reader judges, the cosine of its passage, how much of the
question's rare words it holds, and whether it holds the kind of thing that was asked for. The
weights are a logistic regression fitted by `eval.reader.calibrate` on questions that the reader was
not trained on.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.asking.answer_types import holds_type
from assistant.asking.question import Asked
from assistant.language.vocabulary import likely_parts, papers_say, part_words
from assistant.language.words import content_stems
from assistant.scoring.reader import Reader
from assistant.sentences import sentence_spans
from assistant.types import Document, Passage, Scored

# How many windows the reader judges for one question; more cost time and found nothing in trials.
JUDGED = 10
_LONGEST_WINDOW = 3
# A shorter window is preferred when it is at most this much less confident.
_AS_GOOD = 0.03
_HEADER_WORDS = 16
_OPENING_WORDS = 22
# Passages that say where things are, not what happened; quoted only when nothing else is asked.
_NONE: frozenset[str] = frozenset()
# The head of a paper says when, where and by whom, nothing else.
_OF_A_HEAD = {"when", "where", "who", "structure", "open", "yes_no"}
_FURNITURE_PARTS = {"item_title", "purpose", "heading", "key_aim", "cross_reference"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """What speaks for a window; each is 0 to 1 except `reader` (logit) and `cosine` (-1 to 1)."""

    reader: float
    cosine: float
    coverage: float  # rarity-weighted share of the question's words in the passage or its place
    own_coverage: float  # the same in the window alone
    unknown: float  # share of the question's words that no passage holds at all
    part: float  # 1 when the question's words point to this part of papers ("who was absent?")
    kind: float  # 1 when it holds what the question asks for (a figure, a date, a person …)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A window of sentences in a passage; `confidence` (0 to 1) ranks it among the others."""

    passage: Passage
    document: Document
    start: int
    end: int
    features: Features
    confidence: float

    @property
    def text(self) -> str:
        """The words of the window, verbatim."""
        return self.passage.text[self.start : self.end]

    @property
    def answers(self) -> float:
        """The probability that it answers at all, if it is the best there is."""
        return ANSWERABLE.confidence(self.features)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """The logistic regression over `Features`."""

    bias: float
    reader: float
    cosine: float
    coverage: float
    own_coverage: float
    unknown: float
    part: float
    kind: float

    def confidence(self, features: Features) -> float:
        """Return the probability that a window with these features answers."""
        total = (
            self.bias
            + self.reader * features.reader
            + self.cosine * features.cosine
            + self.coverage * features.coverage
            + self.own_coverage * features.own_coverage
            + self.unknown * features.unknown
            + self.part * features.part
            + self.kind * features.kind
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WEIGHTS = Weights(
    bias=-5.17,
    reader=0.5,
    cosine=3.8,
    coverage=2.034,
    own_coverage=1.5,
    unknown=0.469,
    part=0.944,
    kind=3.282,
)


# Which window answers best, and whether the best one answers at all, are two questions: a window
# with the words and the kind of thing asked for ranks high, and a near miss has them too. These are
# fitted on the best windows of questions that can be answered and of some that cannot, each set
# of questions weighing the same, and mixed with three tenths of the weights above.
ANSWERABLE = Weights(
    bias=-2.9,
    reader=0.248,
    cosine=4.09,
    coverage=0.869,
    own_coverage=0.45,
    unknown=0.211,
    part=1.24,
    kind=1.72,
)


def place_words(passage: Passage, document: Document) -> str:
    """Return the words of where a passage stands: they may answer for it, they are never quoted."""
    place = passage.place
    parts = [
        document.title,
        document.body or "",
        *place.headings,
        place.item_title or "",
        place.strand or "",
        place.year or "",
        place.group or "",
        place.speaker or "",
        passage.lead or "",
        part_words(passage.part),
    ]
    return " ".join(dict.fromkeys(part for part in parts if part))


def header(passage: Passage) -> str:
    """Return the few words of place that the reader sees in front of a window."""
    place = passage.place
    near = (
        place.group
        or part_words(passage.part)
        or passage.lead
        or place.item_title
        or (place.headings[-1] if place.headings else "")
    )
    return " ".join(near.split()[:_HEADER_WORDS])


def _seen(passage: Passage, start: int, end: int) -> str:
    """Return what the reader sees of a window: a header, the passage's opening, the window.

    "TVP arrested 79 suspects" is only understood behind the sentence that names the operation.
    """
    spans = sentence_spans(passage.text)
    window = passage.text[start:end]
    if start > spans[0][0]:
        opening = " ".join(passage.text[spans[0][0] : spans[0][1]].split()[:_OPENING_WORDS])
        window = f"{opening} … {window}"
    front = header(passage)
    return f"{front}: {window}" if front else window


@dataclass(frozen=True, kw_only=True, slots=True)
class Rarity:
    """What the words of a question weigh: BM25's inverse document frequency, never below 0.1.

    `frequency` maps each stem of the question to the number of passages that hold it, `passages`
    is how many there are (Robertson and Zaragoza 2009). A word that no passage holds says either
    that the question is worded differently or that the documents are silent; it weighs half of
    what the rarest word does. `alike` are the stems that mean a word of the question which no
    passage holds; any of them stands for it.
    """

    frequency: Mapping[str, int]
    passages: int
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Return what a word of the question weighs."""
        held = self.frequency.get(word, 0)
        if not held:
            return math.log(1 + (self.passages - 0.5) / 1.5) / 2
        return max(0.1, math.log(1 + (self.passages - held + 0.5) / (held + 0.5)))

    def unheld(self, words: frozenset[str]) -> float:
        """Return the share of words that no passage holds."""
        return sum(not self.frequency.get(word) for word in words) / len(words) if words else 0.0

    def share(self, wanted: frozenset[str], text: str) -> float:
        """Return the share of the wanted words that a text holds, by weight; 1 for no words."""
        total = sum(self.weight(word) for word in wanted)
        stems = content_stems(text)
        held = {word for word in wanted if word in stems or self.alike.get(word, _NONE) & stems}
        return sum(self.weight(word) for word in held) / total if total else 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """A window before the reader has judged it."""

    passage: Passage
    start: int
    end: int
    features: Features  # with a reader that is undecided


def find_evidence(
    asked: Asked,
    found: Sequence[Scored],
    documents: Mapping[str, Document],
    *,
    reader: Reader,
    rarity: Rarity,
    weights: Weights = WEIGHTS,
) -> list[Evidence]:
    """Return the judged windows, most confident first; empty when nothing was found.

    One reader call for all windows. A window is kept in its shortest form: of overlapping windows
    the best stays, unless a shorter one inside it is about as good.
    """
    drafts = _drafts(asked, found, documents, rarity)
    drafts = sorted(drafts, key=lambda draft: -weights.confidence(draft.features))[:JUDGED]
    query = f"{asked.text} {papers_say(asked.text)}".strip()
    seen = [_seen(draft.passage, draft.start, draft.end) for draft in drafts]
    evidence = []
    for draft, logit in zip(drafts, reader.judge("answer", query, seen), strict=True):
        features = replace(draft.features, reader=logit)
        evidence.append(
            Evidence(
                passage=draft.passage,
                document=documents[draft.passage.document_id],
                start=draft.start,
                end=draft.end,
                features=features,
                confidence=weights.confidence(features),
            )
        )
    return _without_overlap(evidence)


def _drafts(
    asked: Asked, found: Sequence[Scored], documents: Mapping[str, Document], rarity: Rarity
) -> list[_Draft]:
    """Return every window of what was found, with all that is known without the reader."""
    likely = likely_parts(asked.text)
    wanted = asked.stems | asked.date_stems
    unknown = rarity.unheld(asked.stems)
    bodies = " ".join({document.body for document in documents.values() if document.body})
    drafts = []
    for scored in found:
        passage = scored.passage
        document = documents[passage.document_id]
        around = f"{passage.text} {place_words(passage, document)}"
        covered = rarity.share(wanted, around)
        for start, end in _windows(passage):
            window = passage.text[start:end]
            features = Features(
                reader=0.0,
                cosine=scored.dense or 0.0,
                coverage=covered,
                own_coverage=rarity.share(wanted, window),
                unknown=unknown,
                part=float(passage.part in likely),
                kind=holds_type(asked, window, around, f"{document.title} {bodies}"),
            )
            drafts.append(_Draft(passage=passage, start=start, end=end, features=features))
    return drafts


def _windows(passage: Passage) -> list[tuple[int, int]]:
    spans = sentence_spans(passage.text)
    return [
        (spans[first][0], spans[last][1])
        for first in range(len(spans))
        for last in range(first, min(first + _LONGEST_WINDOW, len(spans)))
    ]


def _without_overlap(evidence: list[Evidence]) -> list[Evidence]:
    """Keep the best of overlapping windows, in its shortest form that is about as good."""
    kept: list[Evidence] = []
    for one in sorted(evidence, key=lambda e: -e.confidence):
        if any(_overlap(one, other) for other in kept):
            continue
        inside = [
            other
            for other in evidence
            if _overlap(one, other)
            and one.start <= other.start
            and other.end <= one.end
            and other.confidence >= one.confidence - _AS_GOOD
        ]
        kept.append(min(inside, key=lambda e: (e.end - e.start, -e.confidence)))
    return sorted(kept, key=lambda e: -e.confidence)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.passage.id == other.passage.id and one.start < other.end and other.start < one.end


def is_head(passage: Passage) -> bool:
    """Whether a passage is a line at the head of a paper: a title, a date, a place, no sentence."""
    return passage.part == "title" and not passage.text.rstrip().endswith((".", "!", "?", "”"))


def is_furniture(passage: Passage, asked: Asked) -> bool:
    """Whether a passage says where things are (titles, purposes), not what happened.

    A member's question is no answer, unless what was asked is asked for.
    """
    if passage.part == "question":
        return not asked.about_questions
    if is_head(passage):
        return asked.kind not in _OF_A_HEAD and "title" not in likely_parts(asked.text)
    return passage.part in _FURNITURE_PARTS
