import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from eval.metrics.answered import answered_right, gold_found
from eval.metrics.auroc import auroc
from eval.metrics.listing import list_precision, list_recall
from eval.metrics.matching import groups_met, states
from eval.metrics.place import place_right
from eval.metrics.quotes import quotes_verbatim
from eval.metrics.ranking import ndcg_at_k, recall_at_k
from eval.metrics.refusal import best_refusal, refusal
from tests.eval.answers import answer, citation


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("Forced Labour (69), Sexual Exploitation (47)", "69"),
        ("they seized £87,652 in cash", "87652"),
        ("they seized £87652 in cash", "87,652"),
        ("over £2.3million was frozen", "2.3"),
        ("a number of Webinars have\n been held", "webinar"),
        ("the Co-Ordinator’s report", "co ordinator"),
        ("Community Safety Partnerships’ funding", "community safety partnership"),
        ("Anti–social behaviour", "anti-social behaviour"),
        ("on 20th September 2019? at the hall", "20th September 2019"),
        ("the ‘dare to share’ culture", '"dare to share"'.strip('"')),
        ("in 2018, 80.", "80"),
        ("from 2017-2021", "2017-2021"),
        ("It reached 250,000.", "250,000"),
    ],
)
def test_a_fact_is_found_however_it_is_typed(text: str, alternative: str) -> None:
    assert states(text, alternative)


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("369 referrals", "69"),
        ("£69.5 million", "69"),
        ("1,069 referrals", "69"),
        ("3.69 per cent", "69"),
        ("£106,733", "106"),
        ("£106,733", "733"),
        ("177 people", "17"),
        ("10th December", "1"),
        ("an unsafe place", "safe"),
        ("partly", "part"),
        ("Apology", "apologies"),
    ],
)
def test_a_part_of_a_number_or_word_is_not_the_fact(text: str, alternative: str) -> None:
    assert not states(text, alternative)


def test_an_empty_alternative_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        states("anything", " ")


def test_each_group_needs_one_of_its_alternatives() -> None:
    texts = ["There were sixty-nine.", "Also 47."]
    assert groups_met(texts, [["69", "sixty-nine"], ["47"], ["17"]]) == [True, True, False]


def test_gold_is_looked_for_in_sentences_and_quotes() -> None:
    held = answer(sentences=["80 in 2018"], citations=[citation(quote="and 35 in 2019")])
    assert answered_right(held, [["80"], ["35"]])
    assert not answered_right(held, [["80"], ["36"]])
    assert gold_found(held, [["80"], ["36"]]) == [True, False]


def test_a_refusal_is_never_right_even_when_it_holds_the_words() -> None:
    assert not answered_right(answer(status="not_found", sentences=["not 80"]), [["80"]])


def test_one_citation_must_match_every_field() -> None:
    cite = {"document": "minutes", "item": "17/21", "question": 1}
    there = citation(kind="minutes", item="17/21", question=1)
    other_item = citation(kind="minutes", item="15/21", question=1)
    other_question = citation(kind="minutes", item="17/21", question=2)
    assert place_right(answer(citations=[other_item, there]), cite)
    assert not place_right(answer(citations=[other_item, other_question]), cite)
    assert not place_right(answer(citations=[]), {})
    assert place_right(answer(citations=[other_item]), {})


def test_years_are_compared_whole_and_strands_by_their_short_name() -> None:
    cited = answer(citations=[citation(year="2020/21 (Q1)", strand="OPCC Community Safety Fund")])
    assert place_right(cited, {"year": "2020/21 (Q1)"})
    assert not place_right(cited, {"year": "2020/21"})
    assert place_right(cited, {"strand": "Community Safety Fund"})
    assert not place_right(cited, {"strand": "Police Property Act Fund"})
    assert not place_right(cited, {"key_aim": 1})


def test_refusal_scores() -> None:
    found = refusal([True, True, False, False], [False, True, False, True])
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_refusal_of_nothing_is_zero_not_an_error() -> None:
    found = refusal([False, False], [True, False])
    assert (found.precision, found.recall, found.f1) == (0.0, 0.0, 0.0)


def test_best_threshold_reaches_what_refusing_at_it_reaches() -> None:
    scores = [0.1, 0.2, 0.3, 0.8, 0.9]
    answerable = [False, False, True, False, True]
    best = best_refusal(scores, answerable)
    assert best.threshold is not None
    tried = [refusal([s <= t for s in scores], answerable).f1 for t in scores]
    assert best.f1 == pytest.approx(max(tried)) == pytest.approx(6 / 7)
    assert refusal([s <= best.threshold for s in scores], answerable).f1 == pytest.approx(best.f1)


def test_best_threshold_without_unanswerable_questions() -> None:
    assert best_refusal([0.1, 0.2], [True, True]).f1 == 0.0


def test_auroc_counts_pairs_in_the_right_order() -> None:
    assert auroc([0.9, 0.4, 0.6, 0.1], [True, True, False, False]) == pytest.approx(3 / 4)
    assert auroc([0.5, 0.5], [True, False]) == pytest.approx(0.5)
    assert auroc([0.5, 0.6], [True, True]) is None


def test_a_quote_must_be_at_its_offsets() -> None:
    texts = {"p1": "There were 80 offences."}
    good = citation(passage_id="p1", quote="80 offences", start=11, end=22)
    shifted = citation(passage_id="p1", quote="80 offences", start=10, end=21)
    elsewhere = citation(passage_id="p2", quote="80 offences", start=11, end=22)
    empty = citation(passage_id="p1", quote="", start=3, end=3)
    held = answer(citations=[good, shifted, elsewhere, empty])
    assert quotes_verbatim(held, texts.get) == [True, False, False, False]


def test_list_recall_is_the_share_of_entries() -> None:
    held = answer(sentences=["Adey and Davies sent apologies"])
    assert list_recall(held, [["Adey"], ["Davies"], ["Stansfeld"], ["Barnett-Ward"]]) == 0.5
    with pytest.raises(ValueError, match="gold list"):
        list_recall(held, [])
    assert list_recall(answer(status="not_found", sentences=["Adey"]), [["Adey"]]) == 0


def test_list_precision_is_the_share_of_quotes_that_belong_in_the_list() -> None:
    quotes = ["£106,733 was awarded", "£75,000 in total", "£75,000 again", "a ceremony", "no sum"]
    held = answer(citations=[citation(quote=quote) for quote in quotes])
    gold = [["106,733"], ["75,000"], ["166,800"]]
    assert list_precision(held, gold) == pytest.approx(3 / 5)
    assert list_precision(held, gold, [["ceremony", "presentation"]]) == pytest.approx(4 / 5)


def test_sentences_without_a_quote_are_no_entries_of_a_list() -> None:
    held = answer(sentences=["Here is the list: 80"], citations=[citation(quote="35 in 2019")])
    assert list_precision(held, [["80"]]) == 0
    assert list_precision(answer(sentences=["80"]), [["80"]]) is None


def test_what_lists_nothing_has_no_precision() -> None:
    refused = answer(status="not_found", citations=[citation(quote="80")])
    assert list_precision(refused, [["80"]]) is None


def test_recall_at_k() -> None:
    assert recall_at_k(["a", "b", "c"], {"c", "a"}, 2) == 0.5
    with pytest.raises(ValueError, match="cannot be scored"):
        recall_at_k(["a"], set(), 1)


def test_ndcg_is_that_of_scikit_learn() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        ids = [f"d{n}" for n in range(30)]
        relevant = set(random.choice(ids, size=random.integers(1, 15), replace=False))
        scores = random.permutation(30)
        ranking = [ids[n] for n in np.argsort(-scores)]
        gains = [[float(one in relevant) for one in ids]]
        expected = ndcg_score(gains, [scores.astype(float)], k=10)
        assert ndcg_at_k(ranking, relevant, 10) == pytest.approx(expected)
