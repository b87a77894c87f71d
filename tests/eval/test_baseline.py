from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from eval.baseline import CHUNK_CHARACTERS, LangChainEmbeddings, run_baseline
from eval.question_set import Question

WORDS = ("dogs", "tags", "fraud", "trees", "roads", "lamps")


class WordEmbedder:
    """Counts six words: near enough to an embedding model to know what must be found."""

    name = "words"
    fingerprint = "words"
    dimension = len(WORDS) + 1
    max_tokens = 256

    def count_tokens(self, texts: list[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode(self, texts: list[str], *, query: bool = False) -> npt.NDArray[np.float32]:
        rows = [[*(text.lower().count(word) for word in WORDS), 0.01] for text in texts]
        vectors = np.asarray(rows, dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def question(text: str, *gold: str) -> Question:
    return Question(
        id=text,
        question=text,
        answerable=bool(gold),
        gold=tuple((one,) for one in gold),
        cite={},
        history=(),
        kind=None,
        line=1,
    )


def paper(word: str, fact: str) -> str:
    return f"{fact} {word}. " + f"About {word} and nothing else. " * 25


def test_facts_are_looked_for_in_the_top_chunks_alone() -> None:
    documents = {word: paper(word, f"There were {n} of the") for n, word in enumerate(WORDS, 70)}
    found = run_baseline(
        [
            question("How many dogs?", "70"),
            question("How many lamps?", "75"),
            question("Are there more dogs than what?", "71", "72", "73", "74", "75"),
            question("Who sings?"),
        ],
        documents,
        WordEmbedder(),
    )
    assert found.chunks == len(WORDS)
    assert found.facts_retrieved == pytest.approx(2 / 3)
    assert found.score_auroc == 1.0
    assert found.refusal_f1 == 1.0
    assert found.seconds_median > 0


def test_long_documents_are_split_as_the_stock_pipeline_does(tmp_path: Path) -> None:
    found = run_baseline([question("dogs?", "no")], {"a": "dogs run. " * 300}, WordEmbedder())
    assert found.chunks == -(-3000 // (CHUNK_CHARACTERS - 200))


def test_runs_do_not_share_a_store() -> None:
    run_baseline([question("dogs?", "70")], {"a": paper("dogs", "There were 70")}, WordEmbedder())
    second = run_baseline([question("dogs?", "70")], {"a": paper("tags", "Some")}, WordEmbedder())
    assert second.chunks == 1
    assert second.facts_retrieved == 0.0


def test_vectors_go_to_langchain_as_plain_numbers() -> None:
    embeddings = LangChainEmbeddings(WordEmbedder())
    assert len(embeddings.embed_documents(["dogs", "tags"])) == 2
    assert all(type(x) is float for x in embeddings.embed_query("dogs"))
