"""Passages by part, place and words, in order of meeting, document and reading."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.types import Filters, Part, Selection
from tests.vectorstore.fakes import make_document, make_passages, opened
from vectorstore.index import Index


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Return an index of a later and an earlier paper, put in the wrong order."""
    made = opened(tmp_path / "index")
    later = make_passages("later", ["Boats sank.", "Key aim 2 was met.", "It cost £5."])
    parts: tuple[Part, ...] = ("text", "action", "text")
    made.put(
        make_document("later", meeting_date=date(2022, 5, 1)),
        [replace(one, part=part) for one, part in zip(later, parts, strict=True)],
    )
    earlier = make_passages(
        "earlier", ["A boat swam.", "Re-offending fell."], item="13/21", key_aim=2, year="2020/21"
    )
    made.put(make_document("earlier", meeting_date=date(2021, 5, 1)), list(earlier))
    return made


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), ["earlier-0", "earlier-1", "later-0", "later-1", "later-2"]),
        (Selection(parts=("action",)), ["later-1"]),
        (Selection(words=(("boat", "ship"),)), ["earlier-0", "later-0"]),
        (Selection(words=(("boat",), ("sank",))), ["later-0"]),
        (Selection(words=(("re-offending",),)), ["earlier-1"]),
        (Selection(holding=("£",)), ["later-2"]),
        # What stands there, and what names it.
        (Selection(key_aim=2), ["earlier-0", "earlier-1", "later-1"]),
        (Selection(key_aim=3), []),
        (Selection(item="13"), ["earlier-0", "earlier-1"]),
        (Selection(item="13/21"), ["earlier-0", "earlier-1"]),
        (Selection(item="1"), []),
        (Selection(year="2020/21"), ["earlier-0", "earlier-1"]),
        (Selection(filters=Filters(document_ids=("later",)), words=(("boat",),)), ["later-0"]),
        (Selection(limit=2), ["earlier-0", "earlier-1"]),
        # No syntax of a query gets through.
        (Selection(words=(('zeppelin") OR ("boats',),)), []),
    ],
)
def test_what_is_selected(index: Index, selection: Selection, ids: list[str]) -> None:
    assert [passage.id for passage in index.select(selection)] == ids


def test_texts_that_hold_a_word_come_once(index: Index) -> None:
    index.put(make_document("copy"), list(make_passages("copy", ["Boats sank."])))
    assert index.texts_with(["boats"]).count("Boats sank.") == 1
    assert index.texts_with(["zeppelin"]) == []
