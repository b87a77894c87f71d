"""Sentences are verbatim slices that leave nothing out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import sentence_spans, sentences
from tests.assistant.limits import ADVERSARIAL, cpu_limit


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Smith asked about boats.",
        "Cllrs. Smith and Roe asked about boats.",
        "See para. 4 of the report.",
        "The meeting with Supt. Roe was held in St. Ives.",
        "Tools (e.g. Lamps) were bought.",
        "It cost approx. £2.3 million in total.",
        "The figure was 1.5 per cent.",
        "Item No. 7 was taken first.",
        "It was held on 20th September 2019? at Sulhamstead.",
        "Mr. Roe and Dr. Poe spoke.",
        "J. A. Roe spoke.",
    ],
)
def test_abbreviations_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Boats sank. Ships did not.", ["Boats sank.", "Ships did not."]),
        ("Did boats sink? They did!", ["Did boats sink?", "They did!"]),
        ("He said “Boats sank.” They had.", ["He said “Boats sank.”", "They had."]),
        ("In 2019. In 2020.", ["In 2019.", "In 2020."]),
        ("  Boats sank.  \n\n  Ships did not. ", ["Boats sank.", "Ships did not."]),
        ("no full stop", ["no full stop"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def _check(text: str) -> None:
    spans = sentence_spans(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip(), "a visible character stands between sentences"
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip(), "visible characters stand behind the last sentence"
    assert sentences(text) == [text[start:stop] for start, stop in spans]


@given(st.text(max_size=300))
def test_any_folded_text_is_covered(text: str) -> None:
    _check(" ".join(text.split()))  # as the texts of passages are


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_any_text_without_control_characters_is_covered(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("text", ["\x1f", "\x1fBoats sank."])
def test_control_characters(text: str) -> None:
    _check(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "Boats",
                "sank",
                ".",
                "?",
                "!",
                ".)",
                "”",
                "“",
                "(",
                "[1]",
                "Cllr.",
                "e.g.",
                "No.",
                "7",
                "£2.3m",
                "•",
                "-",
                "–",
                "\n",
                "\n\n",
                "警察。",
                "U.K.",
                "a)",
                "iv.",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_any_heap_of_marks_is_covered(pieces: list[str], glue: str) -> None:
    _check(glue.join(pieces))


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_texts_take_bounded_time(name: str) -> None:
    with cpu_limit(5):
        _check(ADVERSARIAL[name])
