"""Which words carry meaning, and what stands for what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.vocabulary import likely_parts, papers_say, part_words
from assistant.language.words import content_stems, fold, initials, stem, tokens
from tests.assistant.limits import ADVERSARIAL, cpu_limit


def test_fold_makes_typographic_characters_plain() -> None:
    assert fold("Members’ “Ｑ” – Ⅳ") == 'members\' "q" - iv'


def test_tokens_keep_figures_together() -> None:
    assert tokens("£2.3m, 1,200 boats at 10:30 in 2019/20 (1st)") == [
        "£2.3m",
        "1,200",
        "boats",
        "at",
        "10:30",
        "in",
        "2019/20",
        "1st",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thefts", "theft"),
        ("Reported", "reporting"),
        ("£2.3million", "2.3"),
        ("PCC's", "pcc"),
        ("members’", "member"),
        ("21st", "21"),
    ],
)
def test_same_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_stems_leave_out_what_asks() -> None:
    assert content_stems("How many boats were reported in the minutes?") == {"boat"}


def test_content_stems_know_the_parts_of_compounds() -> None:
    assert {"substance-misus", "substanc", "misus"} <= content_stems("substance-misuse")


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("Police and Crime Commissioner", "pcc"),
        ("Office of the Police and Crime Commissioner", "opcc"),
        ("the National Referral Mechanism is", "nrm"),
        ("East Shire Fire Authority", "esfa"),
    ],
)
def test_initials(text: str, acronym: str) -> None:
    assert acronym in initials(text)


def test_no_initials_of_plain_words() -> None:
    assert initials("the boats were lost at sea") == set()


def test_everyday_words_lead_to_what_papers_say() -> None:
    assert "apologies" in papers_say("Who couldn't make the meeting?")
    assert "attendance" in likely_parts("Who was absent?")
    assert "resolution" in likely_parts("What was decided about the pier?")
    assert papers_say("How many boats sank?") == ""
    assert likely_parts("How many boats sank?") == frozenset()
    assert "signed" in part_words("signature")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(fold(fold(text)))
    assert "" not in content_stems(text)
    initials(text)
    papers_say(text)


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_texts_take_bounded_time(name: str) -> None:
    with cpu_limit(2):
        content_stems(ADVERSARIAL[name])
        initials(ADVERSARIAL[name])
        papers_say(ADVERSARIAL[name])
