"""Sentences written to be told apart: their halves, the fit to them, and what is reached."""

import pytest

from assistant.scoring.reader import OnnxReader
from assistant.verification import Features
from eval.adversarial import cases, contrast
from eval.adversarial.calibrate import Example, case_examples, fit
from eval.reader.faults import faults
from eval.verification import judge_cases
from tests.assistant.believer import Believer


def test_the_adversarial_set_is_large_and_split_by_passage() -> None:
    held = list(cases())
    halves = {half: [case for case in held if case.half == half] for half in ("tune", "test")}
    for half in halves.values():
        assert sum(case.honest for case in half) >= 60
        assert sum(not case.honest for case in half) >= 60
    ids = [{case.source.passage.id for case in half} for half in halves.values()]
    assert not ids[0] & ids[1]
    kinds = {case.kind for case in held}
    assert kinds >= {"figure", "name", "negation", "year", "elsewhere", "addition", "attribution"}


def _example(reader: float, *, supported: bool) -> Example:
    features = Features(
        reader=reader, whole=reader, coverage=0.9, added=0.0, longest=0.0, doubts=0.0
    )
    return Example(features=features, supported=supported)


def test_weights_are_fitted_to_what_the_reader_says() -> None:
    examples = [_example(2.0 + n / 10, supported=True) for n in range(8)]
    examples += [_example(-2.0 - n / 10, supported=False) for n in range(8)]
    weights = fit(examples)
    assert weights.score(examples[0].features) > 0.8
    assert weights.score(examples[-1].features) < 0.2


def test_the_regression_learns_from_what_the_rules_leave() -> None:
    tuned = [case for case in cases() if case.half == "tune"][:30]
    left = case_examples(tuned, Believer())
    assert 0 < len(left) < len(tuned)
    assert sum(one.supported for one in left) > len(left) / 2


def test_the_contrast_sentences_are_kept_apart_by_passage() -> None:
    passages = list(contrast())
    halves = [{case.half for case in some} for some in passages]
    assert all(len(one) == 1 for one in halves)
    held = sum(one == {"held"} for one in halves)
    assert 0.05 < held / len(passages) < 0.15
    texts = [some[0].source.passage.text for some in passages]
    assert len(set(texts)) == len(texts)
    measured = {case.source.passage.text for case in cases()}
    assert not measured & set(texts)
    assert all({True, False} == {case.honest for case in some} for some in passages)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The levy fell to £12 in May.", ["fell"]),
        ("The levy rose to £12 in March.", ["March"]),
        ("The levy to £12 in May.", ["levy", "to"]),
        ("Nothing alike stands anywhere here.", None),
    ],
)
def test_faults_are_what_differs_from_the_nearest_twin(
    sentence: str, words: list[str] | None
) -> None:
    found = faults(sentence, ["The levy rose to £12 in May.", "Parking was free."])
    assert (found and [sentence[start:end] for start, end in found]) == words


@pytest.mark.slow
def test_few_false_sentences_are_shown_and_few_honest_ones_taken_out() -> None:
    # The goals are 2 % and 10 %. What is reached stands in docs/decisions/written-answers.md and
    # may not get worse.
    reader = OnnxReader(threads=1)
    tuned = judge_cases("tune", reader)
    assert len(tuned.shown_wrongly) <= 0.02 * tuned.false
    assert len(tuned.removed_wrongly) <= 0.28 * tuned.honest
    test = judge_cases("test", reader)
    assert len(test.shown_wrongly) <= 3
    assert len(test.removed_wrongly) <= 0.44 * test.honest
    fresh = judge_cases("fresh", reader)
    assert len(fresh.shown_wrongly) <= 10
    assert len(fresh.removed_wrongly) <= 0.69 * fresh.honest
