"""The assistant's own rows of the benchmarks, with a reader and an embedder without models."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.scoring.reader import Task
from eval.benchmarks import clapnq, mtrag, panel, qmsum, squad2, wice
from eval.benchmarks.around import of_documents, stretched, with_neighbours
from eval.benchmarks.fitting import fitted
from eval.benchmarks.kept import KeptEmbedder, KeptReader
from eval.benchmarks.measures import Measure
from eval.benchmarks.methods import Method
from eval.benchmarks.pool import Pool, Source, Workshop, position
from eval.benchmarks.support import speaks_for
from eval.reader.data import fold_of, is_trained_on
from tests.vectorstore.fakes import WordEmbedder


class WordReader:
    """Says yes as far as a window holds the words of the query."""

    def __init__(self) -> None:
        self.judged: list[str] = []

    def judge(self, task: Task, query: str, windows: Sequence[str]) -> list[float]:
        self.judged += windows
        words = set(query.lower().strip("?. ").split())
        return [
            8 * len(words & set(one.lower().replace(".", "").split())) / len(words) - 4
            for one in windows
        ]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(WordEmbedder(), WordReader(), tmp_path / "kept")


def value(measures: list[Measure], name: str) -> float | None:
    return next(one.values for one in measures if one.name == name)[panel.NAME]


def keys(prefix: str, *, fold: int, trains: bool = False, count: int = 4) -> list[str]:
    names = (f"{prefix}{n}" for n in range(900))
    return [one for one in names if fold_of(one) == fold and is_trained_on(one) == trains][:count]


def jsonl(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_what_trains_and_what_is_fitted_share_fold_nought_and_never_fold_one() -> None:
    names = [f"group{n}" for n in range(400)]
    trained = {one for one in names if is_trained_on(one)}
    assert 60 < len(trained) < 140
    assert all(fold_of(one) == 0 for one in trained)


def test_neighbours_count_by_distance_inside_their_document_only() -> None:
    scores = np.asarray([[0, 1, 0, 0, 2]], dtype=np.float32)
    found = with_neighbours(scores, ["a", "a", "a", "b", "b"], (0.5, 0.25))
    assert found.tolist() == [[0.5, 1, 0.5, 1, 2]]
    assert scores.tolist() == [[0, 1, 0, 0, 2]]


def test_a_document_counts_by_its_best_texts() -> None:
    scores = np.asarray([[0, 4, 2, 3]], dtype=np.float32)
    assert of_documents(scores, ["a", "a", "a", "b"], best=2).tolist() == [[3, 3, 3, 3]]
    assert of_documents(scores, ["a", "a", "a", "b"], best=1).tolist() == [[4, 4, 4, 3]]


def test_stretching_leaves_a_row_without_differences_alone() -> None:
    rows = np.asarray([[1, 3, 2], [5, 5, 5]], dtype=np.float32)
    assert stretched(rows).tolist() == [[0, 1, 0.5], [0, 0, 0]]


def test_weights_are_fitted_on_the_marked_rows_alone() -> None:
    rows = [(1.0, 0.0), (2.0, 0.0), (8.0, 0.0), (9.0, 0.0), (1.0, 5.0), (9.0, 5.0)]
    truth = [False, False, True, True, True, False]  # the last two say the opposite
    scores = fitted(rows, truth, [True] * 4 + [False] * 2)
    assert scores[4] < 0 < scores[5]
    assert fitted(rows, [True] * 6, [True] * 6) == [row[0] for row in rows]


def test_a_window_is_judged_once_for_a_model_a_task_and_a_query(tmp_path: Path) -> None:
    inner = WordReader()
    first = KeptReader(inner, "v1", tmp_path / "r" / "kept.sqlite")
    assert first.judge("answer", "dog theft", ["a dog", "no"]) == [0, -4]
    again = KeptReader(inner, "v1", tmp_path / "r" / "kept.sqlite")
    assert again.judge("answer", "dog theft", ["no", "a dog", "dog theft"]) == [-4, 0, 4]
    assert inner.judged == ["a dog", "no", "dog theft"]
    KeptReader(inner, "v2", tmp_path / "r" / "kept.sqlite").judge("answer", "dog theft", ["no"])
    again.judge("support", "dog theft", ["no"])
    assert inner.judged[3:] == ["no", "no"]


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    inner = WordEmbedder()
    wanted = WordEmbedder().encode(["a dog", "no", "a cat"])
    KeptEmbedder(inner, tmp_path / "v.sqlite").encode(["a dog", "no", "a dog"])
    again = KeptEmbedder(inner, tmp_path / "v.sqlite")
    assert np.array_equal(again.encode(["a dog", "no", "a cat"]), wanted)
    assert inner.encoded == ["a dog", "no", "a cat"]
    assert again.encode([]).shape == (0, inner.dimension)


def test_a_pool_finds_its_texts_by_number_and_opens_again(tmp_path: Path) -> None:
    sources = [
        Source(text="Dogs were stolen in March.", title="Thefts", document="one"),
        Source(text="Roads were mended.", title="Roads", document="two"),
        Source(text="More dogs were found.", title="Thefts", document="one"),
    ]
    embedder = WordEmbedder()
    pool = Pool(sources, tmp_path, embedder)
    assert [passage.text for passage in pool.passages] == [one.text for one in sources]
    assert position(pool.search("mended roads", 1)[0].passage) == 1
    assert pool.fused(["mended roads"]).argmax() == 1
    both = pool.search_both("mended roads", "dogs stolen in March", 3)
    assert {position(one.passage) for one in both[:2]} == {0, 1}
    embedder.encoded.clear()
    assert Pool(sources, tmp_path, embedder).fused(["mended roads"]).shape == (1, 3)
    assert embedder.encoded == []


def test_support_counts_parts_figures_and_names() -> None:
    evidence = ["It rained.", "Anna Berg was born in Oslo in 1950.", "She sang."]
    reader = WordReader()
    whole = speaks_for(reader, "Anna Berg was born in Oslo", evidence)
    more = speaks_for(reader, "Anna Berg was born in Oslo, and wrote 12 books for Karl", evidence)
    assert whole[0] > more[0]
    assert whole[1] > more[1]  # the worst part
    assert (whole[3], whole[4]) == (1, 1)
    assert more[3] == 0
    assert more[4] < 1


def test_clapnq_of_the_assistant(tmp_path: Path, workshop: Workshop) -> None:
    passages: list[dict[str, object]] = []
    questions: list[dict[str, object]] = []
    for fold in (0, 1):
        for n, key in enumerate(keys("p", fold=fold, count=8)):
            can = n % 2 == 0
            text = [f"The {key} stone is green and old.", "Nothing else.", "Rain fell there."]
            passages.append({"id": key, "title": key, "sentences": text})
            questions.append(
                {
                    "id": key,
                    "question": f"{key} stone green old" if can else f"{key} unheard weather",
                    "answerable": can,
                    "passage_id": key,
                    "gold_sentences": [0] if can else [],
                }
            )
    jsonl(tmp_path / "clapnq" / "passages.jsonl", passages)
    jsonl(tmp_path / "clapnq" / "questions.jsonl", questions)
    measures = clapnq.measure(tmp_path, [], workshop)
    assert value(measures, "AUROC of the confidence") == 1.0
    assert value(measures, "refusal F1") == 1.0
    assert value(measures, "right passage first") == 1.0
    assert value(measures, "gold sentences, precision") == 1.0
    assert {one.count for one in measures} == {8, 4}


def test_squad_of_the_assistant_leaves_out_what_its_reader_trained_on(
    tmp_path: Path, workshop: Workshop
) -> None:
    articles: list[dict[str, object]] = []
    for fold, trains in ((0, False), (0, True), (1, False)):
        for title in keys("Article", fold=fold, trains=trains, count=2):
            qas = [
                {"question": f"{title} red hat", "is_impossible": False, "answers": []},
                {"question": f"{title} blue shoe", "is_impossible": True, "answers": []},
            ]
            paragraph = {"context": f"{title} has a red hat.", "qas": qas}
            articles.append({"title": title, "paragraphs": [paragraph]})
    jsonl(tmp_path / "squad2" / "articles.jsonl", articles)
    measures = squad2.measure(tmp_path, [], workshop)
    assert value(measures, "AUROC of the confidence") == 1.0
    assert value(measures, "right paragraph first") == 1.0
    assert {one.count for one in measures} == {4, 2}


def test_wice_of_the_assistant(tmp_path: Path, workshop: Workshop) -> None:
    rows: list[dict[str, object]] = []
    for fold in (0, 1):
        for n, key in enumerate(keys("dev-", fold=fold, count=6)):
            rows.append(
                {
                    "id": key,
                    "claim": "dogs bark loudly",
                    "label": "supported" if n % 2 else "not_supported",
                    "evidence": ["noise", "dogs bark loudly" if n % 2 else "dogs sleep"],
                    "supporting_sentences": [],
                }
            )
    jsonl(tmp_path / "wice" / "claims.jsonl", rows)
    own = {panel.NAME: lambda claim, evidence: speaks_for(workshop.reader, claim, evidence)}
    measures = wice.measure(tmp_path, [], {}, own)
    assert value(measures, "balanced accuracy") == 1.0
    assert value(measures, "AUROC of support") == 1.0


def test_qmsum_of_the_assistant_finds_what_stands_around(
    tmp_path: Path, workshop: Workshop
) -> None:
    said = ["hens"] * 3 + ["budget talk", "yes", "budget"] + ["cows"] * 3
    turns = [{"speaker": "S", "content": f"{one} " + "and " * 190} for one in said]
    query = {"query": "budget", "relevant_text_span": [["3", "5"]]}
    folder = tmp_path / "qmsum-committee"
    jsonl(folder / f"{keys('m', fold=1)[0]}.json", [{"turns": turns, "queries": [query]}])
    fused = Method(name="fused", build=workshop.fused, confident=False)
    measures = qmsum.measure(tmp_path, [fused], workshop)
    # The turn between two that hold the word does not hold it itself.
    alone = next(one.values for one in measures if one.name == "nDCG@10")["fused"]
    found = value(measures, "nDCG@10")
    assert alone is not None and found is not None
    assert found > alone


def test_mtrag_of_the_assistant_refuses_by_the_other_half(
    tmp_path: Path, workshop: Workshop
) -> None:
    tasks: list[dict[str, object]] = []
    for fold in (0, 1):
        for n, key in enumerate(keys("t", fold=fold, count=6)):
            held = {"id": f"c{key}", "title": "", "text": f"{key} is a red stone."}
            tasks.append(
                {
                    "id": key,
                    "answerability": "UNANSWERABLE" if n % 2 else "ANSWERABLE",
                    "turns": [
                        {"speaker": "user", "text": f"what is {key}"},
                        {"speaker": "agent", "text": f"A stone {key}"},
                        {
                            "speaker": "user",
                            "text": "unheard weather" if n % 2 else f"is {key} a red stone",
                        },
                    ],
                    "contexts": [] if n % 2 else [held],
                }
            )
    jsonl(tmp_path / "mtrag-govt" / "conversations.jsonl", tasks)
    measures = mtrag.measure(tmp_path, [], {}, workshop)
    assert value(measures, "recall@5, both searches") == 1.0
    assert value(measures, "refusal precision") == 1.0
    assert value(measures, "refusal recall") == 1.0
