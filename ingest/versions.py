"""Which documents are older versions of the same paper: a draft, once it has been approved."""

import re
from collections.abc import Iterable

from assistant.types import Document

# Words by which a title tells its version, not its subject.
_VERSION_WORDS = re.compile(
    r"\b(?:un)?(?:draft|approved|confirmed|final|unapproved|version|v)\b(?:\s*\d+(?:\.\d+)*)?"
)
_NOT_A_WORD = re.compile(r"[\W_]+")


def superseded(documents: Iterable[Document]) -> dict[str, str]:
    """Return for each superseded document's id the id of the version that replaces it.

    Two documents are the same paper when kind, meeting date and title (but for words such as
    "draft") agree, and their committees do as far as both are known; minutes and agendas of one
    committee's meeting are the same whatever their titles. A paper without a meeting date is never
    taken for a version of another. A draft is superseded by one that is not a draft.
    """
    papers: dict[tuple[object, ...], list[Document]] = {}
    for document in documents:
        if document.meeting_date is not None:
            key = (document.kind, document.meeting_date)
            papers.setdefault(key, []).append(document)
    replaced: dict[str, str] = {}
    for versions in papers.values():
        settled = sorted((paper for paper in versions if not paper.draft), key=_preference)
        for draft in versions:
            if draft.draft:
                later = next((paper for paper in settled if _same_paper(draft, paper)), None)
                if later is not None:
                    replaced[draft.id] = later.id
    return replaced


def _same_paper(one: Document, other: Document) -> bool:
    if not same_body(one, other):
        return False
    # A meeting has one set of minutes and one agenda, but as many reports as it likes.
    only_one = one.kind in {"minutes", "agenda"} and bool(one.body and other.body)
    return only_one or subject(one.title) == subject(other.title)


def subject(title: str) -> str:
    """Return a title as it is compared: case, punctuation and words of versions folded away."""
    return " ".join(_NOT_A_WORD.sub(" ", _VERSION_WORDS.sub(" ", title.casefold())).split())


def _preference(document: Document) -> tuple[bool, str]:
    # Said to be approved before saying nothing about it; then anything that never changes.
    return (document.draft is None, document.id)


def same_body(one: Document, other: Document) -> bool:
    """Say whether two documents are of one committee, as far as both name theirs."""
    return not one.body or not other.body or subject(one.body) == subject(other.body)
