"""The values that flow through panel-assistant: frozen, keyword-only, serialisable.

Everything is text, numbers and dates; nothing here knows a file format, a model or a store. The
JSON that users see is made by `assistant.contracts`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DocumentKind = Literal["report", "minutes", "agenda", "other"]
# What a passage is in its document; selection and labels depend on it, search does not.
Part = Literal[
    "title",  # front matter: title, date, venue, contact, signature
    "text",  # a paragraph
    "heading",  # a heading, strand or year line: shown around its passages, not worth indexing
    "bullet",  # a list entry
    "note",  # a remark that belongs to a strand or year as a whole
    "table_row",  # one row, with its column headings
    "key_aim",  # the wording of a key aim (priority, objective), in a list or as a heading
    "cross_reference",  # "See update under Key Aim (1) above"
    "item_title",  # the title of an agenda item
    "purpose",  # what an item is for ("To consider the report of …")
    "question",  # a member's question
    "answer",  # what was answered to it
    "action",  # "[Action: PCC/TVP]" with the sentence it stands behind
    "resolution",  # RESOLVED / Recommendation
    "signature",  # who signed it and when
    "attendance",  # who was there, with role and organisation
]
Status = Literal["answered", "not_found", "needs_clarification"]
Mode = Literal["quotes", "written"]
Support = Literal["verbatim", "entailed"]
SourceState = Literal["indexed", "duplicate", "failed"]
# What a paper was read from; "scan" is a PDF whose pages are pictures.
Form = Literal["pdf", "docx", "html", "text", "scan"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle on a page, in fractions of the page (0 to 1) from its top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a passage stands in its document; what does not apply is None.

    `headings` is the path of headings from the outermost, for every kind of document; the named
    fields are what a reader quotes from. `bullet` counts bullets within a (key aim, strand, year)
    cell, dotted for nested ones: "1.2.1". `year` is normalised ("2019/20", "2020/21 (Q1)").
    """

    item: str | None = None
    item_inferred: bool = False  # the number is not printed here but follows from the order
    item_title: str | None = None
    question: int | None = None
    speaker: str | None = None
    strategic_priority: int | None = None
    key_aim: int | None = None
    strand: str | None = None
    year: str | None = None
    bullet: str | None = None
    group: str | None = None  # the label of a nested group: "Website"
    headings: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One paper. `id` is made of its content, `source` is the path it was read from."""

    id: str
    title: str
    kind: DocumentKind
    source: str
    content_hash: str
    meeting_date: date | None = None
    body: str | None = None  # the committee: "Thames Valley Police and Crime Panel"
    draft: bool | None = None
    pages: int | None = None
    form: Form | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """The smallest piece that is indexed: a bullet, a paragraph, a question, an answer paragraph.

    `text` is verbatim from the document with white space folded. `start` and `end` are offsets
    into the document's whole text (its passages' texts joined by one newline), `order` counts in
    reading order. `lead` is what the passage needs in front of it to be understood: the bullet it
    is nested under, the question it answers. `cut_short` says the source itself breaks off here.
    """

    id: str
    document_id: str
    order: int
    text: str
    part: Part
    place: Place
    start: int
    end: int
    lead: str | None = None
    cut_short: bool = False
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int | None:
        """The page it starts on, from 1; None where the format has no pages."""
        return self.place.page


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFile:
    """What the last ingestion made of one file; the memory that makes the next one quick.

    `document_id` is the document that answers for the file: its own ("indexed"), the one that
    another file with the same content gave ("duplicate"), or, for a failed file that had been
    indexed before, the one still held from then. `reason` says why it failed, or names the file
    it duplicates. `content_hash` is the SHA-256 of the file, None where it could not be read.
    `reading` is the version of the reading that made its passages: a newer one reads it again.
    """

    path: str
    state: SourceState
    size: int
    mtime_ns: int
    content_hash: str | None = None
    document_id: str | None = None
    reason: str | None = None
    reading: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """A passage found by search with its fused score (higher is better) and its parts."""

    passage: Passage
    score: float
    dense: float | None = None  # cosine, -1 to 1
    lexical: float | None = None  # BM25, higher is better


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What narrows a search; None and empty mean "any". Dates are those of the meeting."""

    since: date | None = None
    until: date | None = None
    kinds: tuple[DocumentKind, ...] = ()
    key_aim: int | None = None
    strategic_priority: int | None = None
    item: str | None = None
    year: str | None = None
    strand: str | None = None
    document_ids: tuple[str, ...] = ()
    superseded: bool = False  # look in versions that a later one of the same paper replaced, too


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Which passages to read out of the library; every field that is given narrows.

    A place (`key_aim`, `strategic_priority`, `item`, `year`) is met by what stands there and by
    what names it in its own words. `words` are groups: one word or phrase of each must stand in the
    passage or in the words of its place, in any inflection. `holding` are characters one of which
    the text holds. No more than `limit` are read.
    """

    filters: Filters = field(default_factory=Filters)
    parts: tuple[Part, ...] = ()
    key_aim: int | None = None
    strategic_priority: int | None = None
    item: str | None = None
    year: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
    holding: tuple[str, ...] = ()
    limit: int = 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """One quote and its place. `start` and `end` are offsets of `quote` in the passage's text."""

    number: int
    passage_id: str
    quote: str
    start: int
    end: int
    label: str
    document: Document
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence of an answer as shown, and the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Figures on the same thing that differ, by the numbers of their citations."""

    about: str
    citations: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clue:
    """One thing that was understood of a question; the page shows it as a chip.

    `key` names it within the question ("key_aim", "name:Slough") and, given back in a request,
    takes it away, where it is `removable`.
    """

    key: str
    label: str
    removable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Sentences of an answer under a heading of their own: one side of a comparison.

    `sentences` counts from 0 in the answer's sentences.
    """

    heading: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """An earlier question and the answer that was shown."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """An answer as it leaves the program; every quote in it has been checked.

    `total` is how many entries a complete list has, None for what is no list. `notes` are remarks
    on the answer in the program's own words, never a claim about the documents' subject.
    """

    id: str
    question: str
    standalone_question: str
    status: Status
    mode: Mode
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    confidence: float = 0.0
    coverage: str = ""
    seconds: float = 0.0
    suggestions: tuple[str, ...] = field(default=())  # questions to offer next
    understood: tuple[Clue, ...] = ()
    groups: tuple[Group, ...] = ()
    total: int | None = None
    notes: tuple[str, ...] = ()
    left_out: int = 0  # written sentences that were taken out because nothing supports them
    unknown_numbers: int = 0  # marks of the language model that stood for no passage
