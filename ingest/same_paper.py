"""Tell whether two documents are one paper in two forms, and which form answers for it.

Two papers of one meeting share boilerplate, two versions of one paper nearly everything. So the
words are compared one by one: what differs must be how the form shows the paper (furniture, a
lost line, letters misread in a scan), never what it says (a figure, a changed sentence).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz.distance import Indel

from assistant.types import Document, Passage
from ingest.versions import same_body, subject

Words = tuple[str, ...]

# Share of words that two forms have in common, in order. Word, PDF, HTML and text forms of the
# same papers were at 0.99 and over, scans at 0.98 and over; different papers of one meeting and
# template under 0.9.
_ALIKE = 0.97
_ALIKE_SCANNED = 0.90
# Words of one form in a row that the other lacks: more is a passage, added or taken out.
_LONGEST_GAP = 12
_WORD = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+")
_DENIAL = frozenset({"not", "no", "never", "none", "without", "nor", "cannot"})

# Where several forms are there: the one that answers has pages to show and text nobody guessed.
_ORDER = {"pdf": 0, "docx": 1, "html": 2, "text": 3, None: 4, "scan": 5}


def words_of(passages: Iterable[Passage]) -> Words:
    """Return the words and figures of a document in reading order, case and hyphens folded."""
    joined = unicodedata.normalize("NFKC", " ".join(passage.text for passage in passages))
    return tuple(_WORD.findall(joined.casefold()))


def group_of(document: Document) -> tuple[object, ...]:
    """Return what forms of one paper have in common; only documents within it are compared.

    A paper without a meeting date must have the same title instead.
    """
    when = document.meeting_date
    return (document.kind, when, None if when else subject(document.title))


def same_paper(one: Document, other: Document, words: Callable[[Document], Words]) -> bool:
    """Say whether two documents are the same version of the same paper.

    `words` gives a document's words, where its facts do not settle it. A draft and a version that
    is not said to be one differ however alike they are; so do documents of the same form, unless
    not a word differs.
    """
    if group_of(one) != group_of(other) or bool(one.draft) != bool(other.draft):
        return False
    if not same_body(one, other):
        return False
    first, second = words(one), words(other)
    if first == second or one.form == other.form:
        return first == second
    scanned = "scan" in (one.form, other.form)
    least = _ALIKE_SCANNED if scanned else _ALIKE
    longest = max(len(first), len(second))
    if min(len(first), len(second)) < least * longest:
        return False
    # normalized: 1 - (words to delete or insert) / (words of both)
    if Indel.normalized_similarity(first, second, score_cutoff=least) < least:
        return False
    return not any(
        _edited(first[a:b], second[c:d], scanned=scanned)
        for a, b, c, d in _differences(first, second)
    )


def _differences(first: Words, second: Words) -> Iterable[tuple[int, int, int, int]]:
    """Yield the stretches that differ, a deletion and an insertion side by side as one."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for step in Indel.opcodes(first, second):
        if step.tag == "equal":
            if start is not None:
                yield start[0], end[0], start[1], end[1]
                start = None
            continue
        start = start or (step.src_start, step.dest_start)
        end = (step.src_end, step.dest_end)
    if start is not None:
        yield start[0], end[0], start[1], end[1]


def _edited(old: Words, new: Words, *, scanned: bool) -> bool:
    """Say whether a difference changes what is said rather than how the form shows it."""
    if "".join(old) == "".join(new):  # a hyphen or space more or less
        return False
    if max(len(old), len(new)) > _LONGEST_GAP:
        return True
    if _DENIAL & (set(old) ^ set(new)):
        return True
    if not old or not new:
        return False
    # In its place stands something else: another figure is always another statement, other
    # words are one unless letters may have been misread.
    return not scanned or _figures(old) != _figures(new)


def _figures(words: Words) -> list[str]:
    return [word for word in words if word[0].isdigit()]


def preference(document: Document) -> tuple[int, str]:
    """Return what orders the forms of a paper, the one that answers first."""
    return (_ORDER[document.form], document.id)


def answering(group: Sequence[Document], alike: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return for each document of `group` that another form answers for, that form's id.

    `alike` are pairs of ids that are the same paper. A form is dropped only for one that it is
    itself the same as: a chain of small differences does not make first and last the same.
    """
    neighbours: dict[str, set[str]] = {document.id: set() for document in group}
    for one, other in alike:
        neighbours[one].add(other)
        neighbours[other].add(one)
    kept: list[str] = []
    answered: dict[str, str] = {}
    for document in sorted(group, key=preference):
        better = next((chosen for chosen in kept if chosen in neighbours[document.id]), None)
        if better is None:
            kept.append(document.id)
        else:
            answered[document.id] = better
    return answered
