"""How windows of sentences are made, described, weighed and sifted."""

import math
from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.question import understand
from assistant.scoring.evidence import (
    JUDGED,
    WEIGHTS,
    Evidence,
    Features,
    Rarity,
    find_evidence,
    header,
    is_furniture,
    place_words,
)
from assistant.types import Passage, Scored
from tests.assistant.invented import MINUTES, PASSAGES, REPORT, ScriptedReader, held, passage

DOCUMENTS = {document.id: document for document in (MINUTES, REPORT)}


def _find(question: str, passages: list[Passage], reader: ScriptedReader) -> list[Evidence]:
    found = [Scored(passage=one, score=1.0, dense=0.5, lexical=1.0) for one in passages]
    equal = Rarity(frequency={}, passages=100)
    return find_evidence(understand(question), found, DOCUMENTS, reader=reader, rarity=equal)


_FOUR = passage("Alpha boats sank. Beta boats sank. Gamma boats swam. Delta boats sank.")


def test_the_shortest_window_that_answers() -> None:
    (best, *rest) = _find("Which boats swam?", [_FOUR], ScriptedReader(yes=("Gamma",)))
    assert best.text == "Gamma boats swam."
    assert all(best.confidence >= other.confidence for other in rest)


def test_windows_do_not_overlap() -> None:
    evidence = _find("Which boats sank?", [_FOUR], ScriptedReader(yes=("sank",)))
    spans = sorted((one.start, one.end) for one in evidence)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(_FOUR.text[one.start : one.end] == one.text for one in evidence)


def test_one_call_of_the_reader_with_few_windows() -> None:
    reader = ScriptedReader()
    many = [passage(f"{_FOUR.text} {number}.", order=number) for number in range(20)]
    _find("Which boats swam?", many, reader)
    assert len(reader.asked) == 1
    assert len(reader.asked[0][2]) == JUDGED
    task, query, _ = reader.asked[0]
    assert task == "answer" and query.startswith("Which boats swam?")


def test_a_later_window_is_read_with_its_opening() -> None:
    reader = ScriptedReader()
    _find("Which boats swam?", [_FOUR], reader)
    windows = reader.asked[0][2]
    assert "Alpha boats sank. … Gamma boats swam." in windows
    assert "Alpha boats sank." in windows


def test_nothing_found() -> None:
    assert _find("Which boats swam?", [], ScriptedReader()) == []


def test_header_is_short_and_says_where() -> None:
    assert header(held("Farmers")) == "The winter patrols worked with several partners, among them:"
    assert header(held("The dredging of the Ember cost")) == "Dredging of the River Ember"
    assert len(header(passage("x", item_title="word " * 100)).split()) <= 16
    assert header(passage("x")) == ""


def test_place_words_hold_the_whole_place() -> None:
    words = place_words(held("No otters"), MINUTES)
    for said in (
        "Minutes of the Eastmere Flood Committee",
        "Dredging of the River Ember",
        "River Officer",
        "Has the dredging",
    ):
        assert said in words
    assert "Priority 2: Dry homes" in place_words(held("Sandbags"), REPORT)


@pytest.mark.parametrize(
    ("question", "text", "kind"),
    [
        ("How many boats sank?", "Some 88 boats sank.", 1.0),
        ("How many boats sank?", "Seven boats sank.", 1.0),
        ("How many boats sank?", "Boats sank in 2019/20.", 0.0),
        ("How many boats sank?", "Boats sank on 3 May.", 0.0),
        ("How many boats sank?", "Boats sank.", 0.0),
        ("How many of the 88 boats sank?", "Of the 88 boats none of ours.", 1.0),
        ("How many of the 88 boats sank?", "The 88 boats are ours.", 0.0),
        ("When did boats sink?", "Boats sank in March.", 1.0),
        ("When did boats sink?", "Boats sank.", 0.0),
        ("Who sank boats?", "Boats were sunk by Jane Roe.", 1.0),
    ],
)
def test_what_is_asked_for_is_held(question: str, text: str, kind: float) -> None:
    (one,) = _find(question, [passage(text)], ScriptedReader())
    assert one.features.kind == kind


@pytest.mark.parametrize("number", ["Thirteen", "Seventeen", "Twenty-one", "Thirty", "Both"])
def test_numbers_in_words(number: str) -> None:
    (one,) = _find("How many boats sank?", [passage(f"{number} boats sank.")], ScriptedReader())
    assert one.features.kind == 1


def test_coverage_is_a_share() -> None:
    (one,) = _find("Which green boats sank?", [passage("Some boats sank.")], ScriptedReader())
    assert one.features.coverage == pytest.approx(2 / 3)
    assert one.features.own_coverage == pytest.approx(2 / 3)
    (placed,) = _find(
        "Which green boats sank?",
        [passage("Some sank.", item_title="Green boats")],
        ScriptedReader(),
    )
    assert placed.features.coverage == pytest.approx(1)
    assert placed.features.own_coverage == pytest.approx(1 / 3)


def test_rare_words_weigh_more() -> None:
    rarity = Rarity(frequency={"boat": 90, "otter": 1}, passages=100)
    assert rarity.weight("otter") > rarity.weight("boat") >= 0.1
    assert 0 < rarity.weight("zeppelin") < rarity.weight("otter")
    assert rarity.unheld(frozenset({"boat", "zeppelin"})) == 0.5
    assert rarity.unheld(frozenset()) == 0
    both = frozenset({"boat", "otter"})
    assert rarity.share(both, "boats") < 0.5 < rarity.share(both, "otters") < 1
    assert rarity.share(both, "boats and otters") == 1
    assert rarity.share(frozenset(), "boats") == 1


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50)), st.integers(0, 50), st.text())
def test_shares_are_shares(frequency: dict[str, int], more: int, text: str) -> None:
    rarity = Rarity(frequency=frequency, passages=max([1, *frequency.values()]) + more)
    assert all(math.isfinite(rarity.weight(word)) for word in [*frequency, "other"])
    assert 0 <= rarity.share(frozenset(frequency), text) <= 1 + 1e-9


@given(st.floats(-1e6, 1e6), st.lists(st.floats(0, 1), min_size=9, max_size=9))
def test_confidence_is_a_probability_that_grows_with_the_reader(
    reader: float, shares: list[float]
) -> None:
    others = [one.name for one in fields(Features) if one.name != "reader"]
    rest = dict(zip(others, shares, strict=False))
    confidence = WEIGHTS.confidence(Features(reader=reader, **rest))
    assert 0 < confidence < 1
    assert WEIGHTS.confidence(Features(reader=reader + 1, **rest)) >= confidence


def test_furniture() -> None:
    plain, asking = understand("What of otters?"), understand("What did members ask on otters?")
    parts = {one.part: one for one in PASSAGES}
    assert is_furniture(parts["item_title"], plain)
    assert is_furniture(parts["key_aim"], asking)
    assert not is_furniture(parts["answer"], plain)
    assert not is_furniture(parts["bullet"], plain)
    assert is_furniture(parts["question"], plain)
    assert not is_furniture(parts["question"], asking)


def test_the_head_of_a_paper_is_no_sentence() -> None:
    line = passage("Wednesday 12 January 2022, 09:30", part="title")
    sentence = passage("The Clerk reported that 14 plots were vacant.", part="title")
    said = understand("What was said about plots at the January meeting?")
    assert is_furniture(line, said) and not is_furniture(sentence, said)
    assert not is_furniture(line, understand("When was the meeting?"))
