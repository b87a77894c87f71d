"""Words of everyday for words of papers."""

from assistant.language.everyday import alike, derived, in_other_words
from assistant.language.words import stem


def test_words_that_no_paper_uses_get_those_that_some_do() -> None:
    used = {"theft", "dogs", "award"}

    def held(words: list[str]) -> frozenset[str]:
        return frozenset(used & set(words))

    assert in_other_words(["stolen"], held) == {"stolen": "theft"}
    assert in_other_words([], held) == {}
    assert in_other_words(["stolen", "otters"], lambda _: frozenset()) == {}
    assert "award" in in_other_words(["money"], held)["money"].split()


def test_alike_goes_both_ways() -> None:
    assert stem("theft") in alike(stem("stolen"))
    assert stem("stolen") in alike(stem("theft"))
    assert alike("zzz") == {"zzz"}


def test_words_that_differ_by_an_ending() -> None:
    assert "slavery" in derived("slave")
    assert derived("fly") == [] and derived("2019/20") == []
    assert in_other_words(
        ["slave", "ships"], lambda words: frozenset({"slavery"} & set(words))
    ) == {"slave": "slavery"}
