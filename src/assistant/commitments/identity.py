"""What a commitment is known by across re-readings: its paper, its words, never an offset."""

import hashlib
import re
import unicodedata

from assistant.types import Document

_WORD = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+")


def words_of(text: str) -> str:
    """Return the words and figures of a text, folded, so that spaces and marks do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))


def fingerprint(text: str) -> str:
    """Return a short digest of the words of a text."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()[:16]


def paper_of(document: Document) -> str:
    """Return what the versions and forms of one paper have in common.

    Kind and meeting date where there is one, else kind and title. The body is left out: a form
    that lost its letterhead is still the same paper.
    """
    when = document.meeting_date
    return f"{document.kind} {when.isoformat() if when else words_of(document.title)}"


def commitment_id(document: Document, text: str) -> str:
    """Return the id of the commitment that a paper makes with a sentence."""
    return (
        "c-" + hashlib.sha256(f"{paper_of(document)}\n{words_of(text)}".encode()).hexdigest()[:12]
    )
