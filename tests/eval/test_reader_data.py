"""What the reader is trained on: which groups, which windows, and windows of other questions."""

import gzip
import json
import random
from pathlib import Path

import pytest

from eval.reader import data
from eval.reader.data import benchmark_pairs, fold_of, is_trained_on, labelled_pairs


def names(prefix: str, *, trains: bool) -> list[str]:
    return [one for one in (f"{prefix}{n}" for n in range(60)) if is_trained_on(one) == trains]


def jsonl(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    """Every set with groups that train and groups that do not, each telling its key."""
    both = [*names("g", trains=True)[:4], *names("g", trains=False)[:8]]
    jsonl(
        tmp_path / "clapnq" / "passages.jsonl",
        [
            {"id": key, "title": f"Title {key}", "sentences": [f"{key} says a.", "Then b.", "c."]}
            for key in both
        ],
    )
    jsonl(
        tmp_path / "clapnq" / "questions.jsonl",
        [
            {"question": f"what says {key}", "passage_id": key, "gold_sentences": [0]}
            for key in both
        ],
    )
    jsonl(
        tmp_path / "squad2" / "articles.jsonl",
        [
            {
                "title": key,
                "paragraphs": [
                    {
                        "context": f"{key} is red. It is old.",
                        "qas": [
                            {
                                "question": f"what is {key}",
                                "answers": [{"text": "red"}],
                                "is_impossible": False,
                            }
                        ],
                    }
                ],
            }
            for key in both
        ],
    )
    for key in both:
        turns = [
            {"speaker": key, "content": "word " * 20 + "ends."},
            {"speaker": key, "content": "other " * 20 + "ends."},
        ]
        queries = [{"query": f"word {key}", "relevant_text_span": [["0", "0"]]}]
        jsonl(tmp_path / "qmsum-committee" / f"{key}.json", [{"turns": turns, "queries": queries}])
    jsonl(
        tmp_path / "wice" / "claims.jsonl",
        [
            {
                "id": key,
                "claim": f"{key} is so",
                "label": "supported",
                "evidence": [f"{key} is so.", "No."],
                "supporting_sentences": [[0]],
            }
            for key in both
        ],
    )
    return tmp_path


def test_only_groups_that_train_give_pairs_and_none_of_them_is_measured(benchmarks: Path) -> None:
    pairs = list(benchmark_pairs(benchmarks, random.Random(1)))
    trained = names("g", trains=True)[:4]
    assert {one.task for one in pairs} == {"answer", "support"}
    for key in trained:
        assert any(key in pair.query.split() for pair in pairs)
        assert fold_of(key) == 0
    others = set(names("g", trains=False))
    assert not any(others & set(f"{pair.query} {pair.window}".split()) for pair in pairs)


def test_a_passage_of_another_question_is_never_an_answer(benchmarks: Path) -> None:
    pairs = [p for p in benchmark_pairs(benchmarks, random.Random(1)) if "says" in p.query]
    for pair in pairs:
        own = pair.query.rpartition(" ")[2]
        if pair.label:
            assert f"{own} says a." in pair.window
    foreign = [
        p for p in pairs if p.query.rpartition(" ")[2] not in p.window and "says" in p.window
    ]
    assert foreign
    assert not any(pair.label for pair in foreign)


def test_the_mix_takes_what_it_says_and_adds_windows_of_other_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "MIX", {"small": (3, 2, 4)})
    rows = [
        {
            "task": "answer",
            "query": f"where is stone number{n}",
            "passage": f"Stone number{n} is in town{n}.",
            "label": int(n % 2 == 0),
            "domain": "Committee" if n == 0 else "Product",
        }
        for n in range(12)
    ]
    with gzip.open(tmp_path / "small.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("".join(json.dumps(row) + "\n" for row in rows))
    pairs = list(labelled_pairs(tmp_path, random.Random(1)))
    of_number = [(p, p.query.split()[-1] in p.window.split()) for p in pairs]
    assert sum(p.label for p in pairs) == 3
    assert sum(own for _, own in of_number) == 5
    assert [p.label for p, own in of_number if not own] == [0] * 4
    # The committee rows are those of a benchmark.
    assert not any("number0" in f"{p.query} {p.window}".split() for p in pairs)
