"""The labelled set keeps what was reached; the papers and labels are sound themselves."""

from collections import Counter

import pytest

from eval.commitments.measuring import FOLDER, Measured, measure, read_labels, read_papers
from eval.commitments.sentences import measure_sentences, read_sentences

LABELS = read_labels()


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    found = read_papers()
    return {
        "tuning": measure("tuning", LABELS, found),
        "held out": measure("held out", LABELS, found),
    }


def test_the_set_is_as_large_as_it_says() -> None:
    kinds = Counter(one["label"] for one in LABELS)
    assert kinds["commitment"] >= 60 and kinds["not"] >= 60 and kinds["evidence"] >= 25
    assert sum(one.get("relation") == "similar" for one in LABELS) >= 8
    assert len({one["paper"] for one in LABELS}) >= 6


def test_every_label_stands_in_its_paper() -> None:
    for one in LABELS:
        text = (FOLDER / "papers" / one["paper"]).read_text(encoding="utf-8")
        assert one["text"] in text, one
        assert "(An invented panel: these papers were written to measure software)" in text


def test_nothing_is_wrongly_fulfilled(measured: dict[str, Measured]) -> None:
    assert [one.wrongly_fulfilled for one in measured.values()] == [0, 0]


def test_finding_status_and_due_days_keep_their_level(measured: dict[str, Measured]) -> None:
    for one in measured.values():
        assert one.precision >= 0.9 and one.recall >= 0.9
        assert one.dues >= 0.95 * one.right
        assert one.statuses >= 0.9 * one.right
        assert one.taken_in == 0


def test_owners_keep_their_level(measured: dict[str, Measured]) -> None:
    right = sum(one.right for one in measured.values())
    assert sum(one.owners for one in measured.values()) >= 0.95 * right
    assert all(one.owners >= 0.95 * one.right for one in measured.values())


def test_single_sentences_keep_their_level() -> None:
    told = measure_sentences(read_sentences())
    assert told.right >= 0.97 * told.rows, told.wrong
    assert told.owners >= 0.95 * told.found, told.wrong
