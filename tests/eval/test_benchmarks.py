import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import SettingsError
from eval.benchmarks import clapnq, mtrag, qmsum, squad2, wice
from eval.benchmarks.__main__ import table
from eval.benchmarks.measures import Measure, refusal_measures
from eval.benchmarks.methods import Method, Score, Scores, bm25, fused, ranking
from eval.reader.data import fold_of
from vectorstore.fusion import reciprocal_ranks


def shared_words(texts: Sequence[str]) -> Score:
    def score(queries: Sequence[str]) -> Scores:
        rows = [[len(set(q.split()) & set(text.split())) for text in texts] for q in queries]
        return np.asarray(rows, dtype=np.float32)

    return score


def nothing(texts: Sequence[str]) -> Score:
    return lambda queries: np.zeros((len(queries), len(texts)), dtype=np.float32)


METHODS = [Method(name="words", build=shared_words), Method(name="none", build=nothing)]


def values(measures: list[Measure], name: str) -> dict[str, float | None]:
    return next(dict(one.values) for one in measures if one.name == name)


def in_fold(fold: int, prefix: str, count: int = 1) -> list[str]:
    names = (f"{prefix}{n}" for n in range(200))
    return [name for name in names if fold_of(name) == fold][:count]


def jsonl(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_bm25_finds_inflected_words_and_knows_when_there_is_none() -> None:
    scores = bm25(["the thefts of dogs", "roads and lamps", "trees"])(["dog theft", "zebra"])
    assert scores.shape == (2, 3)
    assert ranking(scores[0])[0] == 0
    assert scores[1].max() == 0


def test_a_fusion_ranks_by_both_and_leaves_out_what_the_second_did_not_find() -> None:
    def other(texts: Sequence[str]) -> Score:
        return lambda queries: np.asarray([[0, 3, 1]] * len(queries), dtype=np.float32)

    scores = fused(shared_words, other, reciprocal_ranks)(["a b", "a", "x"])(["a b"])
    assert ranking(scores[0]) == [1, 2, 0]


def test_windows_hold_whole_turns_and_cut_long_ones() -> None:
    turns = [
        {"speaker": "A", "content": "one two"},
        {"speaker": "B", "content": "three"},
        {"speaker": "C", "content": " ".join(f"w{n}" for n in range(9))},
        {"speaker": "D", "content": "end"},
    ]
    found = list(qmsum.windows("m", turns, words=5))
    assert [window.turns for window in found] == [
        range(0, 2),
        range(2, 3),
        range(2, 3),
        range(3, 4),
    ]
    assert all(len(window.text.split()) <= 5 for window in found)
    spoken = " ".join(f"{turn['speaker']}: {turn['content']}" for turn in turns)
    assert " ".join(window.text for window in found) == spoken


def test_qmsum_scores_windows_of_the_querys_own_meeting(tmp_path: Path) -> None:
    names = in_fold(1, "covid_", 2)
    for name in [*names, *in_fold(0, "covid_")]:
        turns = [
            {"speaker": "S", "content": f"{topic} " + "filler " * 190}
            for topic in ("dogs", "roads")
        ]
        query = {"query": "about dogs", "relevant_text_span": [["0", "0"]]}
        jsonl(tmp_path / "qmsum-committee" / f"{name}.json", [{"turns": turns, "queries": [query]}])
    measures = qmsum.measure(tmp_path, METHODS)
    assert {one.count for one in measures} == {2}
    # Each meeting has the same dogs window: one query finds its own first, the other second.
    assert values(measures, "recall@10")["words"] == 1.0
    expected = (1 + 1 / np.log2(3)) / 2
    assert values(measures, "nDCG@10")["words"] == pytest.approx(expected)


def test_clapnq_measures_fold_one_with_a_threshold_of_fold_nought(tmp_path: Path) -> None:
    passages, questions = [], []
    for fold in (0, 1):
        for n, key in enumerate(in_fold(fold, "p", 4)):
            can = n % 2 == 0
            word = f"topic{key}"
            sentences = [f"{word} is green and old", "filler text", "more filler"]
            passages.append({"id": key, "title": "T", "sentences": sentences})
            asked = f"{word} green old" if can else "unheard words"
            questions.append(
                {
                    "id": key,
                    "question": asked,
                    "answerable": can,
                    "passage_id": key,
                    "gold_sentences": [0] if can else [],
                }
            )
    jsonl(tmp_path / "clapnq" / "passages.jsonl", passages)
    jsonl(tmp_path / "clapnq" / "questions.jsonl", questions)
    measures = clapnq.measure(tmp_path, METHODS)
    assert values(measures, "AUROC of the confidence") == {"words": 1.0, "none": 0.5}
    assert values(measures, "refusal F1")["words"] == 1.0
    assert values(measures, "right passage first")["words"] == 1.0
    assert values(measures, "gold sentences, precision")["words"] == 0.5
    assert values(measures, "gold sentences, recall")["words"] == 1.0


def test_squad_measures_near_misses(tmp_path: Path) -> None:
    articles = []
    for fold in (0, 1):
        title = in_fold(fold, "Article_")[0]
        qas = [
            {"question": f"{title} red hat", "is_impossible": False, "answers": []},
            {"question": f"{title} blue hat", "is_impossible": True, "answers": []},
        ]
        articles.append(
            {"title": title, "paragraphs": [{"context": f"{title} has a red hat", "qas": qas}]}
        )
    jsonl(tmp_path / "squad2" / "articles.jsonl", articles)
    measures = squad2.measure(tmp_path, METHODS)
    assert {one.count for one in measures} == {2, 1}
    assert values(measures, "AUROC of the confidence")["words"] == 1.0
    assert values(measures, "refusal recall")["words"] == 1.0
    assert values(measures, "right paragraph first")["words"] == 1.0


def test_wice_tells_supported_claims_from_the_rest(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = []
    for fold in (0, 1):
        for n, key in enumerate(in_fold(fold, "dev-", 4)):
            rows.append(
                {
                    "id": key,
                    "claim": "dogs bark loudly",
                    "label": "supported" if n % 2 else "not_supported",
                    "evidence": ["noise", "dogs bark loudly" if n % 2 else "dogs sleep"],
                    "supporting_sentences": [[1]] if n % 2 else [],
                }
            )
    jsonl(tmp_path / "wice" / "claims.jsonl", rows)
    measures = wice.measure(tmp_path, METHODS, {"words": wice.best_sentence(shared_words)})
    assert values(measures, "balanced accuracy") == {"words": 1.0}
    assert values(measures, "F1 of supported") == {"words": 1.0}
    assert values(measures, "supporting sentences, recall@5")["words"] == 1.0


def test_mtrag_shows_what_the_history_adds(tmp_path: Path) -> None:
    tasks: list[dict[str, object]] = [
        {
            "id": f"t{n}",
            "answerability": "ANSWERABLE",
            "turns": [
                {"speaker": "user", "text": f"tell me of topic{n}"},
                {"speaker": "agent", "text": "There is topic3."},
                {"speaker": "user", "text": "and its colour?"},
            ],
            "contexts": [{"id": f"c{n}", "title": "", "text": f"topic{n} is here"}],
        }
        for n in range(10)
    ]
    jsonl(tmp_path / "mtrag-govt" / "conversations.jsonl", tasks)
    rewrites = {"last turn": mtrag.last_turn, "all questions": mtrag.all_questions}
    measures = mtrag.measure(tmp_path, METHODS[:1], rewrites)
    # Alone the question says nothing, and the first five of ten are found by their order.
    assert values(measures, "recall@5, last turn")["words"] == pytest.approx(0.5)
    assert values(measures, "recall@5, all questions")["words"] == 1.0


def test_the_threshold_comes_from_the_other_questions() -> None:
    confidences = {"m": [0.1, 0.2, 0.1, 0.2, 0.3, 0.9]}
    answerable = [False, True, False, True, True, True]
    measured = [False, False, True, True, True, True]
    found = refusal_measures("b", confidences, answerable, measured)
    assert values(found, "refusal precision")["m"] == 1.0
    assert values(found, "refusal recall")["m"] == 1.0
    assert {one.count for one in found} == {4}


def test_a_missing_benchmark_is_one_clear_line(tmp_path: Path) -> None:
    for measure in (qmsum.measure, clapnq.measure, squad2.measure):
        with pytest.raises(SettingsError, match="BENCHMARKS=FOLDER"):
            measure(tmp_path, METHODS)
    done = subprocess.run(
        [sys.executable, "-m", "eval.benchmarks", str(tmp_path / "none")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_table_shows_a_gap_where_a_method_has_no_figure() -> None:
    measures = [
        Measure(benchmark="B", name="one", values={"x": 0.5, "y": None}, count=3),
        Measure(benchmark="B", name="two", values={"x": 0.25}, count=3),
    ]
    shown = table(measures)
    assert [str(column.header) for column in shown.columns][3:] == ["x", "y"]
    assert list(shown.columns[4].cells) == ["–", "–"]
