"""Whatever a paper holds, reading it ends soon and gives only verbatim sentences."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.commitments.entries import entries
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from assistant.types import Document, Part, Passage, Place
from tests.assistant.commitments.papers import found, minutes

_WORDS = st.sampled_from(
    [
        "The",
        "Commissioner",
        "said",
        "that",
        "he",
        "would",
        "provide",
        "the",
        "figures",
        "by",
        "1",
        "May",
        "2022",
        "31",
        "June",
        "next",
        "meeting",
        "[Action:",
        "(",
        ")",
        "]",
        "RESOLVED:",
        "agreed",
        "to",
        "publish",
        ",",
        ".",
        ";",
        ":",
        "–",
        "not",
        "will",
        "be",
        "sent",
        "was",
        "had",
        "been",
        "which",
        "who",
        "PCC/TVP",
        "Action:",
        "Owner:",
        "Due:",
        "Status:",
        "Complete",
        "?",
        "if",
        "plans",
        "under",
        "way",
        "a",
        "an",
        "of",
        "and",
        "it",
        "they",
        "I",
        "we",
        "£3",
        "within",
        "six",
        "weeks",
        "Minute",
        "34",
        "thirty",
        "volunteers",
        "to",
    ]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join) | st.text(min_size=1, max_size=80)
_PARTS = st.sampled_from(["text", "answer", "action", "resolution", "table_row", "bullet", "note"])


def _document(number: int) -> Document:
    return Document(
        id=f"d{number}",
        title="T",
        kind="minutes",
        source="s",
        content_hash=str(number),
        meeting_date=date(2022, 3 * number, 3),
    )


@settings(max_examples=150, deadline=None)
@given(papers=st.lists(st.lists(st.tuples(_PARTS, _TEXTS), max_size=6), min_size=1, max_size=3))
def test_any_words_in_any_part(papers: list[list[tuple[Part, str]]]) -> None:
    documents = [_document(number) for number in range(1, len(papers) + 1)]
    held = {
        document.id: [
            Passage(
                id=f"{document.id}:{n}",
                document_id=document.id,
                order=n,
                text=text,
                part=part,
                place=Place(item="1"),
                start=0,
                end=len(text),
            )
            for n, (part, text) in enumerate(rows)
        ]
        for document, rows in zip(documents, papers, strict=True)
    }
    library = find(documents, held.__getitem__)
    texts = {p.id: p.text for rows in held.values() for p in rows}
    shown = entries(library, (), date(2023, 1, 1))
    assert len({one.id for one in shown}) == len(shown)
    for entry in shown:
        one = entry.commitment
        for citation in (one.citation, *(e.citation for e in one.evidence)):
            assert texts[citation.passage_id][citation.start : citation.end] == citation.quote
        if one.status == "fulfilled":
            assert any(e.relation == "fulfils" for e in one.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "A " * 4000,
        "The Commissioner " * 500,
        "would be " * 1500,
        "to be " * 2000,
        "agreed to " * 1000,
        "Action " * 1000,
        "[" * 3000,
        "by 1 May " * 600,
        "x" * 9000,
        "said the A of B and " * 300,
    ],
)
def test_strange_texts_end_soon(text: str) -> None:
    before = time.perf_counter()
    found(minutes("3 March 2022", text))
    assert time.perf_counter() - before < 30


def test_no_papers_no_commitments(tmp_path: Path) -> None:
    empty = find((), lambda _: ())
    shown = Register(RegisterFile(tmp_path / "r.jsonl"), lambda: empty).shown(date(2022, 1, 1))
    assert shown.entries == () and shown.problems == () and shown.until is None
